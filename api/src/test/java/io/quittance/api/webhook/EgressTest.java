package io.quittance.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.webhook.WebhookEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: nobody has this server call into its own network (C21). Method: sockets on this machine's addresses count who
 * connects; every address and every meaning of a name that leads to them is tried, on a port that is allowed. One other
 * address of this machine plays the public network, so that what is allowed is seen to get through.
 */
final class EgressTest {

    private static final Listener.Answer OK = Listener.Answer.status("200 OK");
    private static final String GOOD = "127.0.0.2";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What names mean in these tests; a name that begins with an address means that address. */
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("good.example", List.of(GOOD)),
            Map.entry("xn--bcher-kva.example", List.of(GOOD)),
            Map.entry("localhost", List.of("127.0.0.1")),
            Map.entry("app.localhost", List.of("127.0.0.1", "::1")),
            Map.entry("loop.example", List.of("127.0.0.1")),
            Map.entry("loop6.example", List.of("::1")),
            Map.entry("good-then-bad.example", List.of(GOOD, "127.0.0.1")),
            Map.entry("bad-then-good.example", List.of("127.0.0.1", GOOD)),
            Map.entry("good-and-bad6.example", List.of(GOOD, "::1")),
            Map.entry("mapped.example", List.of("::ffff:127.0.0.1")),
            Map.entry("compatible.example", List.of("::127.0.0.1")),
            Map.entry("nat64.example", List.of("64:ff9b::7f00:1")),
            Map.entry("nat64-private.example", List.of("64:ff9b::a00:1")),
            Map.entry("local-nat64.example", List.of("64:ff9b:1::7f00:1")),
            Map.entry("sixtofour.example", List.of("2002:7f00:1::1")),
            Map.entry("teredo.example", List.of("2001:0:7f00:1::1")),
            Map.entry("metadata.example", List.of("169.254.169.254")),
            Map.entry("metadata6.example", List.of("fd00:ec2::254")),
            Map.entry("azure.example", List.of("168.63.129.16")),
            Map.entry("private.example", List.of("10.1.2.3")),
            Map.entry("home.example", List.of("192.168.1.1")),
            Map.entry("middle.example", List.of("172.31.255.255")),
            Map.entry("carrier.example", List.of("100.64.0.1")),
            Map.entry("zero.example", List.of("0.0.0.0")),
            Map.entry("zero6.example", List.of("::")),
            Map.entry("link6.example", List.of("fe80::1")),
            Map.entry("unique6.example", List.of("fd12:3456::1")),
            Map.entry("multicast.example", List.of("224.0.0.1")),
            Map.entry("broadcast.example", List.of("255.255.255.255")),
            Map.entry("benchmark.example", List.of("198.18.0.1")),
            Map.entry("documentation.example", List.of("203.0.113.7")),
            Map.entry("documentation6.example", List.of("2001:db8::1")),
            Map.entry("nothing.example", List.of()));

    private static TestCertificate certificate;
    private static Listener good;
    private static Listener bad;
    private static Listener bad6;
    private static Senders senders;

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.of(List.of("good.example", "xn--bcher-kva.example"), List.of(GOOD));
        good = Listener.tls(GOOD, 0, certificate.context(), OK);
        bad = Listener.plain("127.0.0.1", good.port(), OK);
        bad6 = hasIpv6() ? Listener.plain("::1", good.port(), OK) : bad;
        senders = senders(EgressTest::meaning);
    }

    @AfterAll
    static void stop() throws Exception {
        senders.close();
        good.close();
        bad.close();
        bad6.close();
    }

    /** Public addresses, and the one that plays them, on the port of all listeners. */
    private static Senders senders(NameResolver names) throws Exception {
        Egress egress = new Egress(false, Set.of(good.port()), List.of(Network.of(GOOD + "/32")));
        return new Senders(egress, certificate.trust(), names, PATIENCE, Clock.systemUTC());
    }

    private static List<InetAddress> meaning(String host) throws UnknownHostException {
        List<String> texts = NAMES.get(host);
        if (texts == null) {
            throw new UnknownHostException(host);
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            addresses.add(InetAddress.getByName(text));
        }
        return addresses;
    }

    private static boolean hasIpv6() {
        try (Listener probe = Listener.plain("::1", 0, OK)) {
            return probe.port() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** From the file, with the port of the listeners. */
    static Stream<String> forbidden() throws Exception {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/webhook/forbidden-urls.txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        }
    }

    @Test
    void theTableIsLong() throws Exception {
        assertThat(forbidden()).hasSizeGreaterThanOrEqualTo(80).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void nobodyIsCalledAtAForbiddenAddress(String pattern) throws Exception {
        String url = pattern.replace("{port}", String.valueOf(good.port()));
        int before = bad.connections() + bad6.connections();
        int beforeGood = good.connections();
        WebhookEndpoint endpoint;
        try {
            endpoint = Fixtures.endpoint(url);
        } catch (IllegalArgumentException e) {
            // Not even a URL.
            return;
        }
        TryResult result = senders.send(endpoint);

        assertThat(result.status()).isNull();
        assertThat(result.failure()).startsWith("this address is not allowed: ");
        assertThat(bad.connections() + bad6.connections()).isEqualTo(before);
        assertThat(good.connections()).isEqualTo(beforeGood);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.example:{port}/hook",
                "https://GOOD.example:{port}/hook?x=1",
                "https://xn--bcher-kva.example:{port}/",
                "https://127.0.0.2:{port}"
            })
    void whatIsAllowedGetsThrough(String pattern) throws Exception {
        assertThat(senders.send(pattern.replace("{port}", String.valueOf(good.port())))
                        .status())
                .isEqualTo(200);
    }

    /** The address was checked and allowed; its certificate is for another name. */
    @Test
    void theNameIsStillAskedForInTls() throws Exception {
        try (Senders other = senders(host -> List.of(InetAddress.getByName(GOOD)))) {
            int before = good.requests().size();

            assertThat(other.send("https://other.example:" + good.port() + "/").failure())
                    .isEqualTo("the server's certificate is not trusted, or is for another name");
            assertThat(good.requests()).hasSize(before);
        }
    }

    /** Whatever the name means when it is asked again: each connection goes to what was judged for it. */
    @Test
    void aNameThatChangesItsMeaningLeadsNowhereElse() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        int before = bad.connections();
        try (Senders rebound = senders(
                host -> List.of(InetAddress.getByName(asked.getAndIncrement() % 2 == 0 ? GOOD : "127.0.0.1")))) {
            List<TryResult> results = new ArrayList<>();
            for (int number = 0; number < 4; number++) {
                // Endpoints of their own, so that each makes a connection.
                results.add(rebound.send("https://good.example:" + good.port() + "/"));
            }

            assertThat(results).extracting(TryResult::status).containsExactly(200, null, 200, null);
            assertThat(results.get(1).failure()).isEqualTo("this address is not allowed: 127.0.0.1 is loopback");
            assertThat(asked).hasValue(4);
            assertThat(bad.connections()).isEqualTo(before);
        }
    }

    @Test
    void aRedirectToAForbiddenAddressIsNotFollowed() throws Exception {
        int before = bad.connections();
        Listener.Answer elsewhere =
                Listener.Answer.status("307 Elsewhere", "Location: http://127.0.0.1:" + good.port() + "/");
        try (Listener redirecting = Listener.tls(GOOD, 0, certificate.context(), elsewhere)) {
            assertThat(senders.send("https://good.example:" + redirecting.port() + "/")
                            .status())
                    .isEqualTo(307);
        }
        assertThat(bad.connections()).isEqualTo(before);
    }

    /** A dead name server holds up nobody but those whose names it has. */
    @Test
    void aLookUpThatTakesForeverHoldsUpNoOther() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Senders slow = senders(host -> {
            if (host.startsWith("slow")) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new UnknownHostException(host);
                }
            }
            return meaning(host);
        })) {
            WebhookEndpoint dead = Fixtures.endpoint("https://slow.example:" + good.port() + "/");
            for (int number = 0; number < 100; number++) {
                slow.sender().send(dead, Fixtures.message());
            }

            assertThat(slow.send("https://good.example:" + good.port() + "/").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void thePublicRuleIsHttpsOnTwoPorts() {
        EgressGuard guard = new EgressGuard(Egress.PUBLIC);

        assertThat(List.of("https://shop.example", "https://shop.example:8443/x", "https://8.8.8.8/", "HTTPS://a.b/"))
                .allSatisfy(url ->
                        assertThat(guard.objection(URI.create(url))).as(url).isEmpty());
        assertThat(guard.objection(URI.create("https://shop.example:8080/")))
                .contains("port 8080 is not allowed, only 443 and 8443");
        assertThat(guard.objection(URI.create("http://shop.example/"))).contains("only https is allowed");
        assertThat(guard.objection(URI.create("https://intranet/"))).contains("intranet is no public name");
        assertThat(guard.objection(URI.create("https://localhost/"))).contains("localhost is no public name");
        assertThat(guard.objection(URI.create("https://[64:ff9b::808:808]/"))).isEmpty();
    }

    @Test
    void forDevelopmentThisMachineIsAllowedAndNothingElse() throws Exception {
        EgressGuard guard = new EgressGuard(Egress.DEV);

        assertThat(List.of("http://127.0.0.1:9/x", "http://localhost:8080/", "https://[::1]:1/", "http://a.localhost/"))
                .allSatisfy(url ->
                        assertThat(guard.objection(URI.create(url))).as(url).isEmpty());
        assertThat(List.of("http://10.0.0.1/", "http://shop.example/", "http://0.0.0.0/", "https://169.254.169.254/"))
                .allSatisfy(url ->
                        assertThat(guard.objection(URI.create(url))).as(url).isPresent());
        assertThat(guard.objection(URI.create("http://localhost/"), List.of(InetAddress.getByName("93.184.216.34"))))
                .contains("only https is allowed");
    }

    /** Who opens a private network for merchants does not mean his cloud's keys, or this machine. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192",
                "127.0.0.1",
                "0.0.0.0",
                "fd00:ec2::254",
                "::1",
                "::7f00:1",
                "2002:a9fe:a9fe::1",
                "64:ff9b:1::a9fe:a9fe",
                "64:ff9b::a9fe:a9fe"
            })
    void whatLeadsIntoTheInstallationIsOpenedByItsOwnAddressOnly(String address) throws Exception {
        List<Network> wide = Stream.of("0.0.0.0/0", "169.254.0.0/16", "100.64.0.0/10", "::/0", "fd00::/8")
                .map(Network::of)
                .toList();
        InetAddress itself = InetAddress.getByName(address);
        URI url = URI.create("https://shop.example:9999/");

        assertThat(new EgressGuard(Egress.PUBLIC.with(wide)).objection(url, List.of(itself)))
                .isPresent();
        assertThat(new EgressGuard(
                                Egress.PUBLIC.with(List.of(new Network(SpecialNetworks.meant(itself), bits(itself)))))
                        .objection(url, List.of(itself)))
                .isEmpty();
    }

    private static int bits(InetAddress address) {
        return SpecialNetworks.meant(address).getAddress().length * Byte.SIZE;
    }

    @Test
    void aNetworkThatIsOpenedIsOpenOnAnyPort() {
        EgressGuard guard = new EgressGuard(Egress.PUBLIC.with(List.of(Network.of("10.20.0.0/16"))));

        assertThat(guard.objection(URI.create("https://10.20.1.2:9999/"))).isEmpty();
        assertThat(guard.objection(URI.create("https://10.21.1.2/"))).contains("10.21.1.2 is private");
    }

    @Test
    void aNetworkIsReadAsItIsWritten() {
        assertThat(List.of("10.0.0.0/8", "10.1.2.3", "fd00::/8", "0.0.0.0/0"))
                .allSatisfy(text -> assertThat(Network.parse(text)).as(text).isPresent());
        assertThat(List.of("10.0.0.0/33", "10.0.0/8", "010.0.0.0/8", "localhost", "fd00::/129", "10.0.0.0/", "/8", ""))
                .allSatisfy(text -> assertThat(Network.parse(text)).as(text).isEmpty());
    }
}
