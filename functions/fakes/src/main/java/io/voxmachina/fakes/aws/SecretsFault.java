package io.voxmachina.fakes.aws;

/// What may go wrong when a secret is read.
public enum SecretsFault {
    THROTTLED,
    SERVICE_ERROR,
    ACCESS_DENIED
}
