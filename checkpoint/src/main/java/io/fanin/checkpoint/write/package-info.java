/// Checkpoints written: a plan, one rank's part of it, or a revision of an old checkpoint.
package io.fanin.checkpoint.write;
