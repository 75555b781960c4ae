package dev.rebox.data;

/**
 * Which of many names came before, at 11 to 22 bytes a name: a name is known by a number of 64 bits that is mixed from its
 * letters. Two of a hundred million names have the same number with a chance of 1 in 3,000.
 */
public final class NameSet {
    private long[] slots; // 0 is an empty one
    private int size;

    /** @param expected names; more are taken too */
    public NameSet(int expected) {
        slots = new long[Math.max(16, Integer.highestOneBit(Math.max(1, expected)) << 1)];
    }

    /** Whether the name is a new one. */
    public boolean add(String name) {
        if (size >= slots.length / 4 * 3) {
            grow();
        }
        boolean added = put(number(name));
        size += added ? 1 : 0;
        return added;
    }

    /** Whether the name came before. */
    public boolean has(String name) {
        long number = number(name);
        return slots[slot(number)] == number;
    }

    private boolean put(long number) {
        int slot = slot(number);
        boolean added = slots[slot] == 0;
        slots[slot] = number;
        return added;
    }

    /** Where a number is, or would be. */
    private int slot(long number) {
        int slot = (int) number & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] != number) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[Math.multiplyExact(before.length, 2)];
        for (long number : before) {
            if (number != 0) {
                put(number);
            }
        }
    }

    /** FNV-1a over the characters, then the finaliser of MurmurHash3, which spreads it over all bits. */
    private static long number(String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
