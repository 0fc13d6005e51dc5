package notebook

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

// large returns a notebook of 20 MB, most of it pictures among its outputs.
func large(b *testing.B) []byte {
	b.Helper()
	picture := strings.Repeat("iVBORw0KGgo", 200_000/11)
	var cells []map[string]any
	for i := range 100 {
		cells = append(cells, map[string]any{
			"cell_type": "code", "id": fmt.Sprint("cell-", i), "metadata": map[string]any{}, "execution_count": i,
			"source":  strings.SplitAfter(fmt.Sprintf("x = %d  # TODO OPERAND\ny = [x, \"é\"]\nsend(f(x), %d)", i, 2*i), "\n"),
			"outputs": []any{map[string]any{"output_type": "display_data", "metadata": map[string]any{}, "data": map[string]any{"image/png": picture}}},
		})
	}
	data, err := json.MarshalIndent(map[string]any{"nbformat": 4, "nbformat_minor": 5, "metadata": map[string]any{}, "cells": cells}, "", " ")
	if err != nil {
		b.Fatal(err)
	}
	return data
}

// BenchmarkNotebook measures what renumbering a notebook of 20 MB and making its students' version take, and the memory
// that they need over the size of the file.
func BenchmarkNotebook(b *testing.B) {
	data := large(b)
	for name, do := range map[string]func(d *Document) ([]byte, error){
		"renumber": func(d *Document) ([]byte, error) {
			_, made, err := d.Renumber(1)
			return made, err
		},
		"student": func(d *Document) ([]byte, error) {
			version, err := d.Student(Replacement)
			return version.Data, err
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := try(data, do); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s")
			// With the collector off, what is allocated is what would be needed at most.
			defer debug.SetGCPercent(debug.SetGCPercent(-1))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if err := try(data, do); err != nil {
				b.Fatal(err)
			}
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc+uint64(len(data)))/float64(len(data)), "x-file")
		})
	}
}

func try(data []byte, do func(d *Document) ([]byte, error)) error {
	d, err := Read(data)
	if err != nil {
		return err
	}
	_, err = do(d)
	return err
}
