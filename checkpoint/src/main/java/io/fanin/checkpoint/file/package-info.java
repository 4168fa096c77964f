/// What the readers of all formats share: mapped files and what they find in them.
package io.fanin.checkpoint.file;
