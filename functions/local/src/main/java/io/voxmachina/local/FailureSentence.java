package io.voxmachina.local;

import io.voxmachina.fakes.http.PortTaken;
import io.voxmachina.local.cli.Trouble;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// What stopped a command, in a sentence for the user.
final class FailureSentence {
    private static final String MORE = " VOX_TRACE=1 tells more.";

    private FailureSentence() {}

    static String of(Exception failure) {
        return switch (failure) {
            case Trouble trouble -> trouble.getMessage();
            case NoSuchFileException it -> "There is no " + it.getFile() + ".";
            case AccessDeniedException it -> it.getFile() + " is not yours to use.";
            case FileAlreadyExistsException it -> it.getFile() + " is a file, not a folder.";
            case FileSystemException it -> it.getMessage() + ".";
            case CharacterCodingException _ -> "A file is no text in UTF-8.";
            case PortTaken it -> it.getMessage() + ".";
            default -> unexpected(failure) + MORE;
        };
    }

    private static String unexpected(Exception failure) {
        var message = Optional.ofNullable(failure.getMessage()).map(it -> ": " + it).orElse("");
        return failure.getClass().getSimpleName() + message + ".";
    }
}
