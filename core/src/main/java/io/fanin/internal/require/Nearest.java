package io.fanin.internal.require;

import java.util.Collection;
import java.util.Locale;

/// Finds what someone may have meant.
public final class Nearest {
    private Nearest() {}

    /// The name that takes the fewest insertions, deletions and replacements to turn `name` into;
    /// the first of equals.
    public static String to(String name, Collection<String> names) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String each : names) {
            int distance = distance(name.toLowerCase(Locale.ROOT), each.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = each;
            }
        }
        return best;
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
