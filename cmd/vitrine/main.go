// Command vitrine shows every page and component of the product in every state,
// with sample data and without a database: to look at while making one, and to
// test all of them at once.
package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"time"

	"mantelpunt/web"
)

func main() {
	adres := flag.String("adres", "127.0.0.1:8090", "waar de vitrine te zien is")
	flag.Parse()
	if err := draai(*adres); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func draai(adres string) error {
	if err := web.Controleer(); err != nil {
		return err
	}
	fmt.Printf("De vitrine staat op http://%s/\n", adres)
	srv := &http.Server{Addr: adres, Handler: routes(), ReadHeaderTimeout: 10 * time.Second}
	return srv.ListenAndServe()
}
