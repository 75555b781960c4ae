package dev.rebox.data;

/** Things sorted into groups, in their own order within each: 4 bytes a thing. */
public final class Groups {
    private final int[] end;
    private final int[] members;

    /**
     * @param groups how many there are
     * @param groupOf the group of each thing; -1 for none
     */
    public Groups(int groups, int[] groupOf) {
        end = new int[groups];
        int all = 0;
        for (int group : groupOf) {
            if (group >= 0) {
                end[group]++;
                all++;
            }
        }
        int before = 0;
        for (int group = 0; group < groups; group++) {
            int count = end[group];
            end[group] = before; // the start, until its members are put there
            before += count;
        }
        members = new int[all];
        for (int thing = 0; thing < groupOf.length; thing++) {
            if (groupOf[thing] >= 0) {
                members[end[groupOf[thing]]++] = thing;
            }
        }
    }

    /** Where a group's members begin. */
    public int start(int group) {
        return group == 0 ? 0 : end[group - 1];
    }

    /** Where they end. */
    public int end(int group) {
        return end[group];
    }

    /** A thing, at a place between start and end of its group. */
    public int member(int place) {
        return members[place];
    }
}
