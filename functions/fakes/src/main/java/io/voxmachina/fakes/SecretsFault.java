package io.voxmachina.fakes;

/// What may go wrong when a secret is read.
public enum SecretsFault {
    THROTTLED,
    SERVICE_ERROR,
    ACCESS_DENIED
}
