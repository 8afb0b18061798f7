/// Lambda, ECS and Secrets Manager as the AWS SDK meets them: endpoints on this machine, with
/// faults to order.
package io.voxmachina.fakes.aws;
