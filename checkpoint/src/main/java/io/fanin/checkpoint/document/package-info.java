/// Recipes and plans as JSON, models from configuration files, and plans drafted of checkpoints.
package io.fanin.checkpoint.document;
