module claimboard

go 1.26
