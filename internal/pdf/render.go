package pdf

import (
	"bytes"
	"fmt"
	"strings"
)

// renderer writes one document. The objects that others point at have their
// number before anything is written.
type renderer struct {
	*objectWriter
	doc         *Document
	pageTree    ref
	treeRoot    ref // of the structure
	parentTree  ref
	pages       []ref
	annotations []ref
	elements    map[*Element]ref
	signature   *signatureField // nil when the document is not signed
}

func newRenderer(d *Document) *renderer {
	return &renderer{objectWriter: newObjectWriter(), doc: d, elements: map[*Element]ref{}}
}

// Render gives the file. It fails with a [MissingGlyphsError] when a text of the
// document could not be shown.
func (d *Document) Render() ([]byte, error) { return newRenderer(d).render() }

func (r *renderer) render() ([]byte, error) {
	d := r.doc
	if d.missing != nil {
		return nil, d.missing
	}
	r.pageTree, r.treeRoot, r.parentTree = r.reserve(), r.reserve(), r.reserve()
	for range d.pages {
		r.pages = append(r.pages, r.reserve())
	}
	for range d.annotations {
		r.annotations = append(r.annotations, r.reserve())
	}
	r.reserveElements(d.root)

	r.writePages(r.writeFonts())
	r.writeAnnotations()
	r.writeElement(d.root, r.treeRoot)
	r.writeStructure()
	info := r.writeInfo()
	catalog := r.writeCatalog()
	r.signature.write(r.objectWriter)
	return r.finish(catalog, info), nil
}

// writePages writes the pages and what is on them; fonts is the resource
// dictionary that they share.
func (r *renderer) writePages(fonts string) {
	for i, p := range r.doc.pages {
		var content bytes.Buffer
		if p.background.Len() > 0 {
			fmt.Fprintf(&content, "/Artifact BMC\n%sEMC\n", p.background.Bytes())
		}
		content.Write(p.content.Bytes())
		stream := r.reserve()
		r.writeCompressed(stream, "", content.Bytes())

		var annotations []ref
		for k, a := range r.doc.annotations {
			if a.page == i {
				annotations = append(annotations, r.annotations[k])
			}
		}
		r.write(r.pages[i], "<</Type/Page/Parent %s/MediaBox[0 0 %s]/Resources<</Font<<%s>>>>/Contents %s/StructParents %d/Tabs/S/Annots[%s]>>",
			r.pageTree, numbers(PageWidth, PageHeight), fonts, stream, i, refs(annotations))
	}
	r.write(r.pageTree, "<</Type/Pages/Count %d/Kids[%s]>>", len(r.pages), refs(r.pages))
}

func (r *renderer) writeAnnotations() {
	for i, a := range r.doc.annotations {
		r.write(r.annotations[i], "<</Type/Annot%s/P %s/StructParent %d>>",
			a.entries, r.pages[a.page], r.annotationKey(i))
	}
}

// annotationKey is the key of an annotation in the parent tree, after the pages.
func (r *renderer) annotationKey(i int) int { return len(r.pages) + i }

func (r *renderer) reserveElements(e *Element) {
	r.elements[e] = r.reserve()
	for _, k := range e.kids {
		if child, ok := k.(*Element); ok {
			r.reserveElements(child)
		}
	}
}

// writeElement writes e and everything under it.
func (r *renderer) writeElement(e *Element, parent ref) {
	var kids, entries strings.Builder
	for _, k := range e.kids {
		switch k := k.(type) {
		case *Element:
			fmt.Fprintf(&kids, "%s ", r.elements[k])
			r.writeElement(k, r.elements[e])
		case markedContent:
			fmt.Fprintf(&kids, "<</Type/MCR/Pg %s/MCID %d>>", r.pages[k.page], k.id)
		case annotationRef:
			fmt.Fprintf(&kids, "<</Type/OBJR/Pg %s/Obj %s>>", r.pages[r.doc.annotations[k].page], r.annotations[k])
		}
	}
	if e.language != "" {
		entries.WriteString("/Lang " + byteString(e.language))
	}
	if e.alt != "" {
		entries.WriteString("/Alt " + textString(e.alt))
	}
	if e.attributes != "" {
		entries.WriteString("/A" + e.attributes)
	}
	r.write(r.elements[e], "<</Type/StructElem/S/%s/P %s/K[%s]%s>>", e.tag, parent, kids.String(), entries.String())
}

// writeStructure writes the root of the structure, and the tree that leads from
// content on a page back to its element.
func (r *renderer) writeStructure() {
	var parents strings.Builder
	for i, p := range r.doc.pages {
		owners := make([]ref, len(p.owners))
		for k, e := range p.owners {
			owners[k] = r.elements[e]
		}
		fmt.Fprintf(&parents, "%d[%s]", i, refs(owners))
	}
	for i, a := range r.doc.annotations {
		fmt.Fprintf(&parents, "%d %s ", r.annotationKey(i), r.elements[a.element])
	}
	r.write(r.parentTree, "<</Nums[%s]>>", parents.String())
	r.write(r.treeRoot, "<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d>>",
		r.elements[r.doc.root], r.parentTree, len(r.pages)+len(r.annotations))
}

// writeInfo writes the metadata in its older form; the catalog has the newer.
func (r *renderer) writeInfo() ref {
	i, info := r.doc.info, r.reserve()
	r.write(info, "<</Title %s/Author %s/Subject %s/Producer %s/Creator %s/CreationDate%s/ModDate%s>>",
		textString(i.Title), textString(i.Author), textString(i.Subject),
		textString(i.Producer), textString(i.Producer), date(i.Created), date(i.Created))
	return info
}

func (r *renderer) writeCatalog() ref {
	metadata, profile, catalog := r.reserve(), r.reserve(), r.reserve()
	r.writeStream(metadata, "/Type/Metadata/Subtype/XML", xmpMetadata(r.doc.info))
	r.writeCompressed(profile, "/N 3", srgbProfile())
	const rgb = "(sRGB IEC61966-2.1)"
	r.write(catalog, "<</Type/Catalog/Pages %s/Lang %s/MarkInfo<</Marked true>>/StructTreeRoot %s/Metadata %s"+
		"/ViewerPreferences<</DisplayDocTitle true>>"+
		"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%s/Info%s/DestOutputProfile %s>>]%s>>",
		r.pageTree, byteString(r.doc.info.Language), r.treeRoot, metadata, rgb, rgb, profile, r.signature.catalogEntries(r.annotations))
	return catalog
}

func refs(list []ref) string {
	parts := make([]string, len(list))
	for i, r := range list {
		parts[i] = r.String()
	}
	return strings.Join(parts, " ")
}
