package io.quittance.terminal.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Endless, and the same again for the same number: good and bad inputs, changed in one to three places. */
final class Mutants {

    private final List<byte[]> inputs;
    private final List<byte[]> tokens;
    private final SplittableRandom random;

    /** @param tokens what may stand anywhere in an input */
    Mutants(List<byte[]> inputs, List<byte[]> tokens, long number) {
        this.inputs = inputs;
        this.tokens = tokens;
        this.random = new SplittableRandom(number);
    }

    byte[] next() {
        byte[] mutant = any(inputs);
        for (int left = random.nextInt(1, 4); left > 0; left--) {
            mutant = mutate(mutant);
        }
        return mutant;
    }

    private byte[] mutate(byte[] input) {
        if (input.length == 0) {
            return any(inputs);
        }
        int from = random.nextInt(input.length);
        int to = Math.min(input.length, from + random.nextInt(1, 9));
        return switch (random.nextInt(6)) {
            case 0 -> spliced(input, from, new byte[] {(byte) random.nextInt(256)}, from + 1);
            case 1 -> spliced(input, from, new byte[0], to);
            case 2 -> spliced(input, from, any(tokens), from);
            case 3 -> spliced(input, from, any(tokens), to);
            case 4 -> spliced(input, from, Arrays.copyOfRange(input, from, to), from);
            default -> tailOfAnother(input, from);
        };
    }

    private byte[] tailOfAnother(byte[] input, int from) {
        byte[] other = any(inputs);
        byte[] tail = Arrays.copyOfRange(other, random.nextInt(other.length), other.length);
        return spliced(input, from, tail, input.length);
    }

    private byte[] any(List<byte[]> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The input with what is between two places replaced. */
    private static byte[] spliced(byte[] input, int from, byte[] middle, int to) {
        byte[] whole = Arrays.copyOf(input, from + middle.length + input.length - to);
        System.arraycopy(middle, 0, whole, from, middle.length);
        System.arraycopy(input, to, whole, from + middle.length, input.length - to);
        return whole;
    }
}
