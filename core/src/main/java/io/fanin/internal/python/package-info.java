/// Python's ways of writing values.
package io.fanin.internal.python;
