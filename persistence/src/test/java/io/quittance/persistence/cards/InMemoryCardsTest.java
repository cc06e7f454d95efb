package io.quittance.persistence.cards;

import io.quittance.engine.vault.CardVault;
import io.quittance.persistence.memory.InMemoryCards;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

final class InMemoryCardsTest implements CardVaultContract {

    private final SecureRandom random = new SecureRandom();
    private Instant now = START;
    private final CardVault vault = new InMemoryCards(() -> now, count -> {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    });

    @Override
    public CardVault vault() {
        return vault;
    }

    @Override
    public void tick(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant now() {
        return now;
    }
}
