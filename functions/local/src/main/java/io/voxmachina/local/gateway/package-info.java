/// API Gateway's HTTP API on this machine: [HttpFront] finds the [Route] of a request, makes an
/// event of payload format 2.0 of it ([GatewayEvents]) and an HTTP answer of what the function says
/// ([GatewayReplies]).
package io.voxmachina.local.gateway;
