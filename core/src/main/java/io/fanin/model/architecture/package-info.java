/// Whole models by name: torchvision's, Hugging Face's GPT-2 and Llama, and two small ones.
package io.fanin.model.architecture;
