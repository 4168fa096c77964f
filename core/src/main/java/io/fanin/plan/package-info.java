/// Recipes, and the plans that they make of a model.
package io.fanin.plan;
