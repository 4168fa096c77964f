/// The rules that make findings, without a plan, and what they look at.
package io.fanin.check.rule;
