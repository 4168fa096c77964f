/// Names that were meant, found from those that were written.
package io.fanin.internal.names;
