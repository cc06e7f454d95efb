package io.quittance.api.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * What is running.
 *
 * @param version the product's version
 * @param commit the commit it was built from, with {@code +} when the tree had changes; {@code unknown} outside a jar
 * @param java the JVM
 * @param akkaVersion the Akka version
 */
public record Version(String version, String commit, String java, String akkaVersion) {

    /** Of this process. */
    public static Version current() {
        Attributes built = manifest();
        String commit = built.getValue("Git-Commit");
        boolean dirty = Boolean.parseBoolean(built.getValue("Git-Dirty"));
        String version = built.getValue("Implementation-Version");
        return new Version(
                version == null ? "unknown" : version,
                commit == null ? "unknown" : commit + (dirty ? "+" : ""),
                Runtime.version().toString(),
                akka.Version.current());
    }

    private static Attributes manifest() {
        try {
            Enumeration<URL> all = Version.class.getClassLoader().getResources("META-INF/MANIFEST.MF");
            while (all.hasMoreElements()) {
                try (InputStream stream = all.nextElement().openStream()) {
                    Attributes attributes = new Manifest(stream).getMainAttributes();
                    if (attributes.getValue("Git-Commit") != null) {
                        return attributes;
                    }
                }
            }
        } catch (IOException e) {
            return new Attributes();
        }
        return new Attributes();
    }
}
