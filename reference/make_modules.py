#!/usr/bin/env python3
"""Writes what PyTorch's module constructors draw, hold and print: apt-get install -y --no-install-recommends python3-torch python3-numpy,
then /usr/bin/python3 reference/make_modules.py OUT.json

"cases": as the module cases of make_reference.py (tensors are the named parameters), plus "repr" (str of the module) and "state_dict"
(name, dtype, shape of every entry, buffers too, in order). "stateless": [constructor, repr] of modules that hold and draw nothing.
"refused": [constructor, error] of constructors that PyTorch refuses. "signatures": each class's parameters as Python text, "*" before keyword-only ones,
"*args" where any number of positional arguments is taken, "dtype" last where the class has one; device is left out.
While a constructor runs torch.empty is filled with a marker, so that a case with memory no one wrote stops the script.
"""
import inspect
import json
import re
import struct
import sys
import warnings

import torch
import torch.nn as nn

from lines import write
from make_reference import DTYPES, describe

NAMES = {dtype: name for name, dtype in DTYPES.items()} | {torch.int64: "i64", torch.bool: "bool"}
SEEDS = [0, 42, 1382657708, 7, 123456789, 2**32 - 1]

CASES = """
# Linear
nn.Linear(2, 4)
nn.Linear(4, 1)
nn.Linear(1, 1)
nn.Linear(0, 3)
nn.Linear(3, 0)
nn.Linear(16, 16)
nn.Linear(17, 3, bias=False)
nn.Linear(5, 3, False)
nn.Linear(784, 10)
nn.Linear(in_features=6, out_features=2, bias=True)
nn.Linear(5, 7, dtype=torch.float64)
nn.Linear(5, 7, dtype=torch.float16)
nn.Linear(5, 7, dtype=torch.bfloat16)
nn.Linear(5, 7, dtype=torch.float32)
nn.Linear(5, 7, bias=False, dtype=torch.bfloat16)
nn.Linear(100, 33, dtype=torch.float64)
nn.Linear(100, 33, dtype=torch.float16)
# Bilinear
nn.Bilinear(3, 4, 5)
nn.Bilinear(1, 1, 1)
nn.Bilinear(20, 30, 4, bias=False)
nn.Bilinear(2, 3, 2, dtype=torch.float64)
nn.Bilinear(in1_features=2, in2_features=2, out_features=3)
# convolutions
nn.Conv1d(4, 8, 3)
nn.Conv1d(16, 33, 3, stride=2)
nn.Conv1d(1, 1, 1)
nn.Conv1d(4, 4, 5, padding='same')
nn.Conv1d(4, 4, 5, padding='valid', dilation=2)
nn.Conv1d(4, 6, 3, 2, 1, 2, 2, False)
nn.Conv1d(2, 4, (3,), stride=(2,), padding=(1,), padding_mode='reflect')
nn.Conv1d(80, 512, kernel_size=3, padding=1, groups=16)
nn.Conv2d(3, 16, 3)
nn.Conv2d(1, 6, 5)
nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3, bias=False)
nn.Conv2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2), dilation=(3, 1))
nn.Conv2d(8, 16, 5, groups=4)
nn.Conv2d(32, 32, 3, padding=1, groups=32)
nn.Conv2d(64, 128, 1, groups=64, bias=False)
nn.Conv2d(4, 8, 3, padding='same', padding_mode='circular')
nn.Conv2d(4, 8, 3, padding='same', dilation=2)
nn.Conv2d(4, 8, 3, padding='valid')
nn.Conv2d(4, 8, 3, padding_mode='replicate')
nn.Conv2d(4, 8, [3, 1])
nn.Conv2d(3, 768, kernel_size=(16, 16), stride=(16, 16))
nn.Conv2d(2, 2, 2, 2, 0, 1, 1, True, 'zeros')
nn.Conv2d(3, 4, 3, dtype=torch.float64)
nn.Conv2d(3, 4, 3, dtype=torch.float16)
nn.Conv2d(3, 4, 3, dtype=torch.bfloat16)
nn.Conv3d(2, 4, 3)
nn.Conv3d(4, 8, (3, 5, 2), stride=(2, 1, 1), padding=(4, 2, 0))
nn.Conv3d(4, 8, 1, groups=4, bias=False)
nn.Conv3d(2, 2, 2, padding='same', padding_mode='circular')
nn.Conv3d(1, 3, 2, dtype=torch.float64)
nn.ConvTranspose1d(4, 8, 3)
nn.ConvTranspose1d(4, 6, 4, stride=2, padding=1, output_padding=1)
nn.ConvTranspose1d(6, 9, 3, groups=3, bias=False)
nn.ConvTranspose1d(4, 2, 3, 2, 1, 1, 2, True, 2)
nn.ConvTranspose2d(6, 4, 3)
nn.ConvTranspose2d(6, 4, 3, groups=2)
nn.ConvTranspose2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2))
nn.ConvTranspose2d(16, 16, 3, stride=2, padding=1, output_padding=1)
nn.ConvTranspose2d(100, 64, 4, 1, 0, bias=False)
nn.ConvTranspose2d(8, 8, 2, stride=2, groups=8)
nn.ConvTranspose2d(4, 2, 3, dilation=2)
nn.ConvTranspose2d(4, 2, 3, dtype=torch.float64)
nn.ConvTranspose2d(4, 2, 3, dtype=torch.bfloat16)
nn.ConvTranspose3d(2, 4, 3)
nn.ConvTranspose3d(4, 2, (3, 1, 2), stride=(2, 1, 1), padding=(0, 0, 1), bias=False)
nn.ConvTranspose3d(4, 8, 2, stride=2, output_padding=(1, 0, 1), groups=2)
# embeddings
nn.Embedding(50, 12)
nn.Embedding(3, 2)
nn.Embedding(1, 1)
nn.Embedding(5, 3)
nn.Embedding(2, 8)
nn.Embedding(10, 3, padding_idx=0)
nn.Embedding(10, 3, padding_idx=-1)
nn.Embedding(10, 3, -10)
nn.Embedding(4, 3, 1)
nn.Embedding(10, 3, max_norm=1.0)
nn.Embedding(10, 3, max_norm=True)
nn.Embedding(10, 3, None, 2.0, 1.0)
nn.Embedding(10, 3, padding_idx=2, max_norm=0.5, norm_type=1.0, scale_grad_by_freq=True, sparse=True)
nn.Embedding(10, 3, scale_grad_by_freq=True)
nn.Embedding(10, 3, norm_type=2)
nn.Embedding(10, 3, norm_type=3)
nn.Embedding(7, 5, sparse=True)
nn.Embedding(num_embeddings=300, embedding_dim=20)
nn.Embedding(9, 4, dtype=torch.float64)
nn.Embedding(9, 4, dtype=torch.float16)
nn.Embedding(9, 4, dtype=torch.bfloat16)
nn.Embedding(3, 3, padding_idx=1, dtype=torch.float64)
nn.Embedding(3, 3, dtype=torch.bfloat16)
nn.EmbeddingBag(10, 3)
nn.EmbeddingBag(10, 3, mode='sum')
nn.EmbeddingBag(10, 3, mode='max')
nn.EmbeddingBag(10, 3, mode='sum', padding_idx=2)
nn.EmbeddingBag(10, 3, padding_idx=-1)
nn.EmbeddingBag(10, 3, include_last_offset=True)
nn.EmbeddingBag(10, 3, 1.0, 1.0, True, 'mean', True)
nn.EmbeddingBag(10, 3, max_norm=2.0, scale_grad_by_freq=True)
nn.EmbeddingBag(4, 3, sparse=True, dtype=torch.float64)
# recurrent
nn.RNN(5, 7)
nn.RNN(5, 7, 2)
nn.RNN(5, 7, nonlinearity='relu')
nn.RNN(5, 7, nonlinearity='tanh')
nn.RNN(5, 7, num_layers=3, bias=False, batch_first=True, dropout=0.5, bidirectional=True)
nn.RNN(input_size=1, hidden_size=1)
nn.RNN(4, 3, 1, True, True)
nn.RNN(3, 4, 2, True, False, 0.25, True, nonlinearity='relu')
nn.LSTM(5, 7)
nn.LSTM(5, 7, 2, bidirectional=True)
nn.LSTM(5, 7, bias=False)
nn.LSTM(5, 7, num_layers=2, batch_first=True, dropout=0.1)
nn.LSTM(5, 8, proj_size=3)
nn.LSTM(5, 8, num_layers=2, bidirectional=True, proj_size=3)
nn.LSTM(5, 8, 2, False, True, 0.2, True, 4)
nn.LSTM(28, 64, 1)
nn.LSTM(3, 4, dtype=torch.float64)
nn.LSTM(3, 4, dtype=torch.float16)
nn.LSTM(3, 4, dtype=torch.bfloat16)
nn.GRU(4, 6)
nn.GRU(4, 6, num_layers=2, bidirectional=True, batch_first=True)
nn.GRU(4, 6, bias=False)
nn.GRU(4, 6, 3, dropout=0.3)
nn.GRU(4, 6, dtype=torch.float64)
nn.RNNCell(5, 7)
nn.RNNCell(5, 7, nonlinearity='relu')
nn.RNNCell(5, 7, bias=False)
nn.RNNCell(5, 7, False, 'relu')
nn.LSTMCell(5, 7)
nn.LSTMCell(5, 7, bias=False)
nn.LSTMCell(2, 3, dtype=torch.float64)
nn.GRUCell(5, 7)
nn.GRUCell(5, 7, False)
nn.GRUCell(2, 3, dtype=torch.bfloat16)
# attention
nn.MultiheadAttention(16, 4)
nn.MultiheadAttention(8, 2, bias=False)
nn.MultiheadAttention(8, 2, dropout=0.1, batch_first=True)
nn.MultiheadAttention(8, 2, add_bias_kv=True)
nn.MultiheadAttention(16, 2, add_bias_kv=True)
nn.MultiheadAttention(8, 2, bias=False, add_bias_kv=True)
nn.MultiheadAttention(8, 2, add_zero_attn=True)
nn.MultiheadAttention(8, 2, kdim=5, vdim=3)
nn.MultiheadAttention(8, 2, kdim=5)
nn.MultiheadAttention(8, 2, kdim=8, vdim=8)
nn.MultiheadAttention(8, 2, 0.0, False, True, False, 4, 6, True)
nn.MultiheadAttention(embed_dim=12, num_heads=3, kdim=6, vdim=6, add_bias_kv=True)
nn.MultiheadAttention(8, 2, dtype=torch.float64)
nn.MultiheadAttention(8, 2, dtype=torch.float16)
nn.MultiheadAttention(8, 2, dtype=torch.bfloat16)
nn.MultiheadAttention(16, 2, add_bias_kv=True, dtype=torch.bfloat16)
nn.MultiheadAttention(8, 2, add_bias_kv=True, dtype=torch.float64)
# norms
nn.BatchNorm1d(9)
nn.BatchNorm1d(9, eps=1e-3, momentum=0.01)
nn.BatchNorm1d(9, affine=False)
nn.BatchNorm2d(64)
nn.BatchNorm2d(9, 0.001, 0.1, True, False)
nn.BatchNorm2d(9, momentum=None)
nn.BatchNorm2d(9, track_running_stats=False)
nn.BatchNorm2d(9, affine=False, track_running_stats=False)
nn.BatchNorm2d(4, eps=1e-08)
nn.BatchNorm3d(5)
nn.BatchNorm3d(5, eps=1, momentum=1)
nn.BatchNorm1d(3, dtype=torch.float64)
nn.BatchNorm2d(3, dtype=torch.float16)
nn.InstanceNorm1d(6)
nn.InstanceNorm1d(6, affine=True)
nn.InstanceNorm2d(6, affine=True, track_running_stats=True)
nn.InstanceNorm2d(6, track_running_stats=True)
nn.InstanceNorm2d(6, 1e-4, 0.2, True, True)
nn.InstanceNorm3d(6)
nn.InstanceNorm3d(6, affine=True, dtype=torch.float64)
nn.SyncBatchNorm(7)
nn.SyncBatchNorm(7, eps=1e-4, momentum=0.2, affine=False)
nn.LayerNorm(9)
nn.LayerNorm((3, 4))
nn.LayerNorm([2, 3, 4])
nn.LayerNorm(512, eps=1e-6)
nn.LayerNorm(768, eps=1e-12)
nn.LayerNorm(8, elementwise_affine=False)
nn.LayerNorm((5, 2), 1e-3, True)
nn.LayerNorm(6, dtype=torch.float64)
nn.LayerNorm(6, dtype=torch.float16)
nn.LayerNorm(6, dtype=torch.bfloat16)
nn.GroupNorm(3, 6)
nn.GroupNorm(1, 6, eps=1e-6)
nn.GroupNorm(6, 6, affine=False)
nn.GroupNorm(num_groups=2, num_channels=4, eps=0.001, affine=True)
nn.GroupNorm(2, 4, dtype=torch.bfloat16)
nn.PReLU()
nn.PReLU(3)
nn.PReLU(num_parameters=2, init=0.1)
nn.PReLU(1, 0.5)
nn.PReLU(2, dtype=torch.float64)
nn.PReLU(2, init=0.1, dtype=torch.bfloat16)
# transformers
nn.TransformerEncoderLayer(16, 4, 32)
nn.TransformerEncoderLayer(8, 2)
nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, activation='gelu')
nn.TransformerEncoderLayer(8, 2, 16, 0.2, 'relu', 1e-6, True, True)
nn.TransformerEncoderLayer(d_model=8, nhead=2, dim_feedforward=12, layer_norm_eps=1e-3, batch_first=True, norm_first=True)
nn.TransformerEncoderLayer(8, 2, 16, activation=nn.GELU())
nn.TransformerEncoderLayer(8, 2, 16, dtype=torch.float64)
nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2)
nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), num_layers=1, norm=nn.LayerNorm(8))
nn.TransformerEncoder(encoder_layer=nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), num_layers=3, norm=None, enable_nested_tensor=False)
nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2, nn.LayerNorm(8, eps=1e-6), False)
nn.TransformerDecoderLayer(8, 2, 16)
nn.TransformerDecoderLayer(8, 4, dim_feedforward=12, dropout=0.3, activation='gelu', batch_first=True, norm_first=True)
nn.TransformerDecoder(nn.TransformerDecoderLayer(8, 2, 16), 2)
nn.TransformerDecoder(nn.TransformerDecoderLayer(8, 2, 16), num_layers=1, norm=nn.LayerNorm(8))
nn.Transformer(8, 2, 1, 1, 16)
nn.Transformer(d_model=8, nhead=2, num_encoder_layers=2, num_decoder_layers=1, dim_feedforward=12, dropout=0.0, activation='gelu', batch_first=True)
nn.Transformer(8, 2, 1, 2, 16, norm_first=True, layer_norm_eps=1e-6)
# containers
nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 1), nn.Sigmoid())
nn.Sequential(nn.Linear(3, 2))
nn.Sequential(nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(256, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10))
nn.Sequential(nn.Sequential(nn.Linear(2, 3), nn.Sequential(nn.Linear(3, 3), nn.ReLU())), nn.Linear(3, 1))
nn.Sequential(nn.Sequential(nn.Sequential(nn.Sequential(nn.Linear(2, 2)), nn.Tanh()), nn.BatchNorm1d(2)), nn.Dropout(0.5))
nn.Sequential(nn.Embedding(5, 3), nn.LSTM(3, 4), nn.Linear(4, 5))
nn.Sequential(nn.Embedding(5, 3), nn.Embedding(3, 3), nn.MultiheadAttention(3, 1, add_bias_kv=True), nn.Linear(3, 5))
nn.Sequential(nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8), nn.ReLU(inplace=True), nn.MaxPool2d(2, 2), nn.Flatten(1), nn.Linear(8, 10))
nn.Sequential(nn.Linear(4, 4, dtype=torch.float64), nn.LayerNorm(4), nn.Linear(4, 4, dtype=torch.bfloat16))
nn.Sequential(nn.Sequential(), nn.Linear(1, 2))
nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2)])
nn.ModuleList([nn.Linear(2, 3), nn.ReLU(), nn.ModuleList([nn.Conv1d(2, 2, 1)])])
nn.ModuleList((nn.Linear(1, 2), nn.GRUCell(2, 2)))
nn.ModuleDict({'a': nn.Linear(2, 3)})
nn.ModuleDict({'conv': nn.Conv2d(1, 2, 3), 'act': nn.ReLU(), 'pool': nn.MaxPool2d(3)})
nn.ModuleDict({'b': nn.Linear(2, 1), 'a': nn.Sequential(nn.Linear(1, 2), nn.PReLU())})
nn.ModuleDict([['lrelu', nn.LeakyReLU()], ['prelu', nn.PReLU()]])
nn.Sequential(nn.ModuleDict({'x': nn.ModuleList([nn.Linear(2, 2)])}))
nn.Sequential(nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2), nn.Linear(2, 1)]), nn.ModuleDict({'k': nn.Embedding(3, 2)}))
# nonsense that the constructor lets pass
nn.RNN(5, 7, 2, 'relu')
nn.RNNCell(5, 7, nonlinearity='gelu')
nn.EmbeddingBag(10, 3, mode='min')
"""

STATELESS = """
nn.ReLU()
nn.ReLU(inplace=True)
nn.ReLU(True)
nn.ReLU(inplace=False)
nn.ReLU6()
nn.ReLU6(inplace=True)
nn.LeakyReLU()
nn.LeakyReLU(0.2)
nn.LeakyReLU(negative_slope=0.1, inplace=True)
nn.LeakyReLU(1)
nn.ELU()
nn.ELU(alpha=0.5)
nn.ELU(1.5, True)
nn.SELU()
nn.SELU(inplace=True)
nn.CELU()
nn.CELU(alpha=2.0, inplace=True)
nn.GELU()
nn.GELU('tanh')
nn.GELU(approximate='tanh')
nn.GELU(approximate='none')
nn.Sigmoid()
nn.LogSigmoid()
nn.Tanh()
nn.Hardtanh()
nn.Hardtanh(-2, 2)
nn.Hardtanh(min_val=-0.5, max_val=0.5, inplace=True)
nn.Hardswish()
nn.Hardswish(inplace=True)
nn.Hardsigmoid()
nn.Hardsigmoid(True)
nn.Hardshrink()
nn.Hardshrink(0.25)
nn.Softshrink()
nn.Softshrink(lambd=0.75)
nn.Tanhshrink()
nn.Threshold(0.1, 20)
nn.Threshold(0.1, 20, inplace=True)
nn.Threshold(threshold=-1, value=0)
nn.Softplus()
nn.Softplus(beta=2, threshold=10)
nn.Softplus(0.5)
nn.Softsign()
nn.SiLU()
nn.SiLU(inplace=True)
nn.Mish()
nn.Mish(inplace=True)
nn.GLU()
nn.GLU(dim=1)
nn.RReLU()
nn.RReLU(0.1, 0.3)
nn.RReLU(lower=0.2, upper=0.5, inplace=True)
nn.Softmax()
nn.Softmax(dim=1)
nn.Softmax(-1)
nn.Softmax2d()
nn.Softmin()
nn.Softmin(dim=0)
nn.LogSoftmax()
nn.LogSoftmax(dim=1)
nn.Dropout()
nn.Dropout(0.1)
nn.Dropout(p=0.2, inplace=True)
nn.Dropout(0)
nn.Dropout1d()
nn.Dropout1d(0.3, True)
nn.Dropout2d(0.25)
nn.Dropout3d(p=1)
nn.AlphaDropout()
nn.AlphaDropout(p=0.3)
nn.FeatureAlphaDropout(0.4)
nn.Identity()
nn.Identity(54, unused_argument1=0.1, unused_argument2=False)
nn.Flatten()
nn.Flatten(0)
nn.Flatten(start_dim=1, end_dim=2)
nn.Flatten(0, -2)
nn.Unflatten(1, (2, 5, 5))
nn.Unflatten(dim=-1, unflattened_size=(4, 4))
nn.Unflatten('features', (('C', 2), ('H', 5)))
nn.MaxPool1d(2)
nn.MaxPool1d(3, stride=2, padding=1)
nn.MaxPool1d(3, 2, 1, 2, True, True)
nn.MaxPool2d(2)
nn.MaxPool2d(2, 2)
nn.MaxPool2d((3, 2), stride=(2, 1))
nn.MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, return_indices=True, ceil_mode=True)
nn.MaxPool2d(3, padding=(1, 0))
nn.MaxPool2d([3, 2])
nn.MaxPool3d(3)
nn.MaxPool3d((3, 2, 2), stride=(2, 1, 2), ceil_mode=True)
nn.MaxUnpool1d(2)
nn.MaxUnpool2d(2, stride=2)
nn.MaxUnpool2d((2, 3), padding=1)
nn.MaxUnpool3d(3)
nn.AvgPool1d(2)
nn.AvgPool1d(3, stride=2, padding=1, ceil_mode=True, count_include_pad=False)
nn.AvgPool1d((3,), (2,))
nn.AvgPool2d(2)
nn.AvgPool2d((3, 2), stride=(2, 1))
nn.AvgPool2d(3, 2, 1, False, True, None)
nn.AvgPool2d(3, divisor_override=4)
nn.AvgPool3d(3)
nn.AvgPool3d((3, 2, 2), stride=(2, 1, 2), padding=1)
nn.LPPool1d(2, 3)
nn.LPPool1d(2, 3, stride=2)
nn.LPPool2d(2, 3)
nn.LPPool2d(1.2, (3, 2), stride=(2, 1), ceil_mode=True)
nn.AdaptiveAvgPool1d(5)
nn.AdaptiveAvgPool2d(1)
nn.AdaptiveAvgPool2d((1, 1))
nn.AdaptiveAvgPool2d((5, None))
nn.AdaptiveAvgPool3d((5, 7, 9))
nn.AdaptiveAvgPool3d(7)
nn.AdaptiveMaxPool1d(5)
nn.AdaptiveMaxPool1d(5, return_indices=True)
nn.AdaptiveMaxPool2d((5, 7))
nn.AdaptiveMaxPool2d(7)
nn.AdaptiveMaxPool2d(output_size=(None, 7))
nn.AdaptiveMaxPool3d((7, None, None))
nn.FractionalMaxPool2d(3, output_size=(13, 12))
nn.FractionalMaxPool2d(3, output_ratio=(0.5, 0.5))
nn.FractionalMaxPool3d(2, output_size=8)
nn.ZeroPad2d(2)
nn.ZeroPad2d((1, 1, 2, 0))
nn.ConstantPad1d(2, 3.5)
nn.ConstantPad1d((3, 1), 0)
nn.ConstantPad2d(2, 3.5)
nn.ConstantPad2d((3, 0, 2, 1), value=0.5)
nn.ConstantPad3d(3, 3.5)
nn.ReflectionPad1d(2)
nn.ReflectionPad1d((3, 1))
nn.ReflectionPad2d(2)
nn.ReflectionPad2d(padding=(1, 1, 2, 0))
nn.ReflectionPad3d(1)
nn.ReplicationPad1d(2)
nn.ReplicationPad2d((1, 1, 2, 0))
nn.ReplicationPad3d(3)
nn.Upsample(scale_factor=2)
nn.Upsample(scale_factor=2, mode='nearest')
nn.Upsample(scale_factor=(2, 3), mode='bilinear', align_corners=True)
nn.Upsample(size=(4, 5))
nn.Upsample(16, mode='linear')
nn.Upsample(scale_factor=1.5, mode='bicubic', align_corners=False, recompute_scale_factor=True)
nn.UpsamplingNearest2d(scale_factor=2)
nn.UpsamplingNearest2d(size=(4, 4))
nn.UpsamplingBilinear2d(scale_factor=2)
nn.UpsamplingBilinear2d((8, 6))
nn.PixelShuffle(3)
nn.PixelShuffle(upscale_factor=2)
nn.PixelUnshuffle(3)
nn.ChannelShuffle(2)
nn.Fold(output_size=(4, 5), kernel_size=(2, 2))
nn.Fold((4, 5), 2, dilation=1, padding=1, stride=2)
nn.Unfold(kernel_size=(2, 3))
nn.Unfold(3, 1, 0, (2, 2))
nn.CosineSimilarity()
nn.CosineSimilarity(dim=1, eps=1e-6)
nn.PairwiseDistance()
nn.PairwiseDistance(p=2)
nn.PairwiseDistance(1.0, 1e-4, True)
nn.LocalResponseNorm(2)
nn.LocalResponseNorm(5, alpha=0.0001, beta=0.75, k=1.0)
nn.LocalResponseNorm(size=3, alpha=1e-5, beta=0.5, k=2)
nn.CrossMapLRN2d(4)
nn.Sequential()
nn.Sequential(nn.ReLU())
nn.Sequential(nn.ReLU(), nn.Sequential(nn.Tanh(), nn.Sequential(nn.Dropout(0.1), nn.Identity())))
nn.ModuleList()
nn.ModuleList([])
nn.ModuleList([nn.ReLU(), nn.ReLU(), nn.ReLU()])
nn.ModuleDict()
nn.ModuleDict({})
nn.ModuleDict({'relu': nn.ReLU(), 'inner': nn.ModuleDict({'tanh': nn.Tanh()})})
nn.BatchNorm1d(4, affine=False, track_running_stats=False)
nn.InstanceNorm1d(100)
nn.InstanceNorm2d(100, eps=1e-3, momentum=None)
nn.InstanceNorm3d(100)
nn.LayerNorm((3, 4), elementwise_affine=False)
nn.GroupNorm(3, 6, affine=False)
"""

# Not here: unknown padding and padding_mode strings, whose messages print a Python set in random order.
REFUSED = """
nn.Linear(2)
nn.Linear(-1, 2)
nn.Linear(2, 3, dtype=torch.int64)
nn.Conv1d(3, 4, 3, groups=2)
nn.Conv2d(4, 3, 3, groups=2)
nn.Conv2d(4, 4, 3, groups=0)
nn.Conv2d(4, 4, 3, stride=2, padding='same')
nn.ConvTranspose2d(4, 4, 3, padding_mode='circular')
nn.ConvTranspose2d(3, 4, 3, groups=2)
nn.Embedding(10, 3, padding_idx=10)
nn.Embedding(10, 3, padding_idx=-11)
nn.EmbeddingBag(10, 3, padding_idx=10)
nn.RNN(5, 7, nonlinearity='gelu')
nn.RNN(5, 7, proj_size=2)
nn.GRU(5, 7, proj_size=2)
nn.LSTM(5, 7, proj_size=7)
nn.LSTM(5, 7, proj_size=-1)
nn.LSTM(5, 7, dropout=1.5)
nn.LSTM(5, 7, dropout=True)
nn.LSTM(5, 7, num_layers=0)
nn.LSTM(5, 0)
nn.LSTM(5, 7, nonlinearity='relu')
nn.MultiheadAttention(8, 3)
nn.BatchNorm2d()
nn.GroupNorm(4, 6)
nn.Dropout(1.5)
nn.Dropout(-0.1)
nn.Softplus(1, 2, 3)
nn.Hardtanh(1, 1)
nn.Threshold(0.1)
nn.TransformerEncoderLayer(8, 3)
nn.TransformerEncoderLayer(8, 2, activation='swish')
nn.FractionalMaxPool2d(3)
nn.FractionalMaxPool2d(3, output_ratio=(1.5, 0.5))
nn.Unflatten('features', 5)
nn.Unflatten(1, ('a', 2))
nn.PixelShuffle()
nn.Sequential(3)
nn.Softshrink(lambd=0.5, inplace=True)
nn.ModuleDict({'a.b': nn.ReLU()})
nn.ModuleDict({'': nn.ReLU()})
nn.ModuleDict({'keys': nn.ReLU()})
"""

REAL_EMPTY = torch.empty


def constructors(text):
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def marked_empty(*args, **kwargs):
    """torch.empty with the marker -77.0 in it: a value no constructor of ours gives."""
    return REAL_EMPTY(*args, **kwargs).fill_(-77.0)


def build(text, seed):
    torch.manual_seed(seed)
    torch.empty = marked_empty
    try:
        module = eval(text)
    finally:
        torch.empty = REAL_EMPTY
    for name, tensor in module.state_dict().items():
        assert not (tensor == -77.0).any(), (text, name, "was never written")
    return module


def case(index, text):
    seed = SEEDS[index % len(SEEDS)]
    module = build(text, seed)
    following = struct.pack(">f", torch.empty(1).uniform_().item()).hex()
    return {
        "id": f"module-{index + 1:03d}", "seed": seed, "op": "module", "args": text, "repr": str(module),
        "state_dict": [[name, NAMES[t.dtype], list(t.shape)] for name, t in module.state_dict().items()],
        "tensors": {name: describe(p) for name, p in module.named_parameters()},
        "next": following}


def stateless(text):
    module = build(text, 0)
    assert not module.state_dict(), text
    assert torch.initial_seed() == 0 and torch.empty(1).uniform_().item() == FIRST, (text, "draws")
    return [text, str(module)]


def refusal(text):
    try:
        build(text, 0)
    except Exception as error:
        return [text, f"{type(error).__name__}: {error}"]
    return [text, None]


def parameters(function):
    rows, dtype, star = [], False, False
    for p in list(inspect.signature(function).parameters.values()):
        if p.name in ("self", "mode") and p.default is p.empty or p.name == "device":
            continue
        if p.name == "dtype":
            dtype = True
            continue
        if p.kind is p.VAR_POSITIONAL:
            rows.append("*" + p.name)
            star = True
        elif p.kind is p.VAR_KEYWORD:
            rows.append("**" + p.name)
        else:
            if p.kind is p.KEYWORD_ONLY and not star:
                rows.append("*")
                star = True
            # An activation function as a default has no literal: its name as a string means the same.
            default = repr(p.default.__name__) if callable(p.default) else repr(p.default)
            rows.append(p.name if p.default is p.empty else f"{p.name}={default}")
    return rows, dtype


def signature(name):
    """RNN, LSTM and GRU take (*args, **kwargs) and pass them to RNNBase, whose mode they fill in; RNN takes its nonlinearity by keyword only."""
    kind = getattr(nn, name)
    if name in ("RNN", "LSTM", "GRU"):
        rows, dtype = parameters(nn.RNNBase.__init__)
        if name != "LSTM":
            rows = [r for r in rows if not r.startswith("proj_size")]
        if name == "RNN":
            rows += ["*", "nonlinearity='tanh'"]
    elif name == "Sequential":
        rows, dtype = ["*args"], False
    else:
        rows, dtype = parameters(kind.__init__)
    return rows + ["dtype"] if dtype else rows


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    torch.manual_seed(0)
    FIRST = torch.empty(1).uniform_().item()
    cases = [case(i, text) for i, text in enumerate(constructors(CASES))]
    plain = [stateless(text) for text in constructors(STATELESS)]
    names = sorted(set(re.findall(r"nn\.(\w+)", CASES + STATELESS)))
    write(sys.argv[1], cases=cases, stateless=plain, refused=[refusal(t) for t in constructors(REFUSED)],
          signatures={n: signature(n) for n in names})
