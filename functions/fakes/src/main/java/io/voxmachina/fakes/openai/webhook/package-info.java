/// How an application is told of a call: deliveries, their bodies and signatures.
package io.voxmachina.fakes.openai.webhook;
