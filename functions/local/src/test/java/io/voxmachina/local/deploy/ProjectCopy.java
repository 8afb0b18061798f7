package io.voxmachina.local.deploy;

import io.voxmachina.local.project.Templates;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/// This project, with what was built, in another folder.
final class ProjectCopy extends SimpleFileVisitor<Path> {
    private static final Set<String> LEFT_OUT =
            Set.of(".git", ".aws-sam", "target", "functions/local/target");

    private final Path folder;

    private ProjectCopy(Path folder) {
        this.folder = folder;
    }

    static Path in(Path folder) throws IOException {
        Files.walkFileTree(Templates.PROJECT, new ProjectCopy(folder));
        return folder;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes seen)
            throws IOException {
        if (LEFT_OUT.contains(name(from))) return FileVisitResult.SKIP_SUBTREE;
        Files.createDirectories(folder.resolve(name(from)));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path from, BasicFileAttributes seen) throws IOException {
        if (LEFT_OUT.contains(name(from))) return FileVisitResult.CONTINUE;
        Files.copy(from, folder.resolve(name(from)), StandardCopyOption.COPY_ATTRIBUTES);
        return FileVisitResult.CONTINUE;
    }

    private static String name(Path file) {
        return Templates.PROJECT.relativize(file).toString();
    }
}
