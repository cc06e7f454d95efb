package io.quittance.persistence.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sockets on which this process listens, as Linux knows them. */
public final class Listeners {

    private static final String LISTENING = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Listeners() {}

    /** Whether this platform can be asked. */
    public static boolean areKnown() {
        return Files.isReadable(Path.of("/proc/self/net/tcp")) && Files.isDirectory(Path.of("/proc/self/fd"));
    }

    /** The inode of each. */
    public static Set<String> ofThisProcess() throws IOException {
        Set<String> listening = new HashSet<>(listening("tcp"));
        listening.addAll(listening("tcp6"));
        listening.retainAll(ownSockets());
        return listening;
    }

    private static List<String> listening(String protocol) throws IOException {
        Path table = Path.of("/proc/self/net", protocol);
        if (!Files.exists(table)) {
            return List.of();
        }
        return Files.readAllLines(table).stream()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length > INODE && columns[STATE].equals(LISTENING))
                .map(columns -> columns[INODE])
                .toList();
    }

    private static Set<String> ownSockets() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.filter(Files::isSymbolicLink).toList()) {
                String target = linkOf(descriptor);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String linkOf(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // It was closed since it was listed.
        }
    }
}
