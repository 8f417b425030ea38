using Xunit.Sdk;
using Xunit.v3;

// Explorations own the process' schedule, and the tests with real threads want both cores.
[assembly: Parallelization(Mode = ParallelMode.None)]
