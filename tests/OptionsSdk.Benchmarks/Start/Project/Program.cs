using Corpus.Start;

// One case per process: "<cpu of the case ns> <wall of the case ns> <bytes>" per line, the first use and then later ones.
return await Cases.RunAsync(args);
