//go:build module

package main

// This file is never built: it keeps the module of [heifModule] in go.mod.
import _ "github.com/gen2brain/heic"
