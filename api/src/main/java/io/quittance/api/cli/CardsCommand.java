package io.quittance.api.cli;

import picocli.CommandLine.Command;

/** Looks after the cards that a server keeps. */
@Command(
        name = "cards",
        description = "Replaces the key of the cards of a data directory, also while a server runs on it.",
        mixinStandardHelpOptions = true,
        subcommands = CardsRotateCommand.class,
        footer = {"", "Example: quittance cards rotate --data ./quittance-data"})
final class CardsCommand {

    private CardsCommand() {}
}
