"""Makes the small files of the weights tests: PyTorch state dicts in both formats, and NumPy archives.

usage: python3 state_dicts.py ../resources/dev/rebox/tensor/weights    (needs torch, numpy)
"""
import sys
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)

six = torch.arange(6, dtype=torch.float32)
state = OrderedDict()
state['grid'] = six.reshape(2, 3)
state['turned'] = six.reshape(2, 3).t()  # the same storage, other strides
state['tail'] = six[4:]  # the same storage, from its fifth number
state['half'] = torch.tensor([1.5, -2.0], dtype=torch.float16)
state['brain'] = torch.tensor([1.5, -2.0], dtype=torch.bfloat16)
state['bn.num_batches_tracked'] = torch.tensor(2**40)
state['none'] = torch.zeros(0, 4)
state._metadata = OrderedDict([('', {'version': 1})])
torch.save(state, folder / 'today.pth')
torch.save(state, folder / 'legacy.pth', _use_new_zipfile_serialization=False)
torch.save({'epoch': 3, 'rate': 0.1, 'best': None, 'names': ['a', 'b'], 'state_dict': {'module.w': six[:2].clone()}},
           folder / 'wrapped.pth')
torch.save(torch.nn.Linear(2, 1), folder / 'whole_module.pth')

arrays = {'Net/rows': np.arange(6, dtype=np.float32).reshape(2, 3),
          'Net/columns': np.asfortranarray(np.arange(6, dtype=np.float64).reshape(2, 3)),
          'step': np.array(7, dtype=np.int64)}
np.savez(folder / 'plain.npz', **arrays)
np.savez_compressed(folder / 'compressed.npz', **arrays)
np.savez(folder / 'objects.npz', bad=np.array([{}], dtype=object))
