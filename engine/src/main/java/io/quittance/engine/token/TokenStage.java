package io.quittance.engine.token;

/**
 * How far an access token has come. One way only:
 *
 * <pre>
 * ISSUED ─ used ─▶ AUTHENTICATING ─┬─────────────────────▶ EXECUTED
 *   │                   │          └▶ AWAITING_RESUME ─ resumed ─┘
 *   └───────────────────┴──────────────────┴─ revoked, replaced, expired ─▶ ENDED
 * </pre>
 */
public enum TokenStage {
    /** Nobody has paid with it. */
    ISSUED,
    /** A card was given; its issuer is asked, or asks the payer, who pays. Nothing was sent to the acquirer. */
    AUTHENTICATING,
    /** Everything is ready and nothing was sent: the merchant has to say {@code resume}. */
    AWAITING_RESUME,
    /** Its one attempt was made; what came of it is the attempt's to say. */
    EXECUTED,
    /** It ended without an attempt. */
    ENDED;

    /** Whether a payer is at it and no attempt was made. */
    public boolean isInUse() {
        return this == AUTHENTICATING || this == AWAITING_RESUME;
    }
}
