/// The program that tells what the table holds of calls. Lambda starts it for each `GET /calls…`
/// and `GET /health`; [Routes] finds out what is asked, and [History] answers.
///
/// It never writes to the table, for which the template gives it no right, and never talks to
/// OpenAI.
package io.voxmachina.history;
