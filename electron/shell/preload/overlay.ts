import { contextBridge, ipcRenderer } from 'electron';
import { createBridge } from './bridge.ts';
import { overlayChannels } from './role-channels.ts';

contextBridge.exposeInMainWorld('beside', createBridge(ipcRenderer, overlayChannels));
