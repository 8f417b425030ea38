using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using OptionsSdk.Benchmarks.CompileTime;
using OptionsSdk.Benchmarks.Start;

// "report-analyzers" builds a large project with the real SDK and compares our analyzers with the SDK's own; "time-analyzers"
// times ours alone; everything else is BenchmarkDotNet's.
if (args is ["report-analyzers", ..])
{
    return AnalyzerReport.Run();
}

if (args is ["time-analyzers", ..])
{
    AnalyzerReport.PerInvocation();
    return 0;
}

// "generators" compares our generator with others in child processes, which are "warm-generators" and "first-generator".
if (args is ["generators"])
{
    return GeneratorGoals.Run();
}

if (args is ["warm-generators"])
{
    GeneratorMeasurement.Warm();
    return 0;
}

if (args is ["first-generator", var name])
{
    GeneratorMeasurement.First(name);
    return 0;
}

// In fresh processes of an application that it builds.
if (args is ["start", ..])
{
    return StartReport.Run();
}

// In this process: what is measured is the compiler's work, which a generated project would not isolate any better.
var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(5).WithIterationCount(15));
BenchmarkSwitcher.FromAssembly(typeof(AnalyzerReport).Assembly).Run(args, config);
return 0;
