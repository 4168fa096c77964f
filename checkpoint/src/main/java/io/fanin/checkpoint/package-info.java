/// Checkpoint files, opened in place.
package io.fanin.checkpoint;
