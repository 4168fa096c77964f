/// Whether the values of a tensor follow a law, and how sure that is.
package io.fanin.check.law;
