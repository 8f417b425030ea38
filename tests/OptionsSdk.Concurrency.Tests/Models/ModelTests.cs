using CsCheck;

namespace OptionsSdk.Concurrency.Tests.Models;

/// <summary>Random operations on the real classes, against a model and against every order of themselves. A failure names its seed.</summary>
public sealed class ModelTests
{
    private static readonly Gen<int> Option = Gen.Int[0, 1];
    private static readonly Gen<int> Value = Gen.Int[0, 3];
    private static readonly Gen<int?> Absence = Gen.OneOf(Value.Select(static value => (int?)value), Gen.Const((int?)null));

    [Fact]
    public void Any_sequence_of_operations_reads_and_tells_what_the_model_says() =>
        Check.SampleModelBased(
            Gen.Bool.Select(static _ => (new ModelledProcess(), new ValueModel())),
            [
                Gen.Select(Option, Absence).Operation<ModelledProcess, ValueModel>(
                    static (process, x) => process.Commit(x.Item1, x.Item2, true), static (model, x) => model.Commit(x.Item1, x.Item2, true)),
                Option.Operation<ModelledProcess, ValueModel>(
                    static (process, option) => process.Commit(option, null, false), static (model, option) => model.Commit(option, null, false)),
                Gen.Bool.Operation<ModelledProcess, ValueModel>(static (process, _) => process.Pull(), static (model, _) => model.Pull()),
                Gen.Select(Option, Value).Operation<ModelledProcess, ValueModel>(
                    static (process, x) => process.Write(x.Item1, x.Item2), static (model, x) => model.Write(x.Item1, x.Item2)),
                Gen.Select(Absence, Absence).Operation<ModelledProcess, ValueModel>(
                    static (process, x) => process.Reload(x.Item1, x.Item2), static (model, x) => model.Reload(x.Item1, x.Item2)),
                Absence.Operation<ModelledProcess, ValueModel>(
                    static (process, text) => process.ReloadBadNumber(text), static (model, text) => model.ReloadBadNumber(text)),
                Gen.Select(Option, Value).Operation<ModelledProcess, ValueModel>(
                    static (process, x) => process.Open(x.Item1, x.Item2), static (model, x) => model.Open(x.Item1, x.Item2)),
                Gen.Int[0, 9].Operation<ModelledProcess, ValueModel>(static (process, index) => process.Close(index), static (model, index) => model.Close(index)),

                // One of several, so that most sequences have a life before it.
                Gen.Int[0, 9].Operation<ModelledProcess, ValueModel>(
                    static (process, x) =>
                    {
                        if (x == 0)
                        {
                            process.Dispose();
                        }
                    },
                    static (model, x) =>
                    {
                        if (x == 0)
                        {
                            model.Dispose();
                        }
                    }),
            ],
            equal: static (process, model) => process.Equals(model),
            iter: 2_000,
            threads: 2,
            writeLine: TestContext.Current.TestOutputHelper!.WriteLine);

    [Fact]
    public void Operations_on_real_threads_end_like_one_of_their_orders() =>
        Check.SampleParallel(
            Gen.Bool.Select(static _ => new ParallelProcess()),
            [
                Value.Operation<ParallelProcess>(static (process, value) => process.WriteNumber(value)),
                Value.Operation<ParallelProcess>(static (process, value) => process.WriteText(value)),
                Gen.Bool.Operation<ParallelProcess>(static (process, _) => process.CommitAndPull()),
                Value.Operation<ParallelProcess>(static (process, value) => process.Reload(value)),
                Value.Operation<ParallelProcess>(static (process, value) => process.Register(value)),
                Value.Operation<ParallelProcess>(static (process, value) => process.OpenAndClose(value)),
            ],
            equal: static (left, right) => left.Equals(right),
            maxSequentialOperations: 3,
            maxParallelOperations: 4,
            iter: 150,
            threads: 2,
            writeLine: TestContext.Current.TestOutputHelper!.WriteLine);
}
