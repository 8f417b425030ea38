using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OptionsSdk.Analyzers.Usage.Awaiting;

/// <summary>What becomes of the task of a call.</summary>
internal static class WriteTask
{
    /// <summary>The largest expression that still is the task of a call: behind conversions, choices and configuration.</summary>
    public static IOperation Carrier(IOperation call)
    {
        var carrier = call;
        while (IsCarriedOn(carrier, carrier.Parent))
        {
            carrier = carrier.Parent!;
        }

        return carrier;
    }

    /// <summary>Whether a call only passes on the task that it is made on, whose own call tells more.</summary>
    public static bool IsPassedOn(IInvocationOperation call) => call.Instance is not null && IsTask(call.TargetMethod.ContainingType);

    /// <summary>Whether nobody ever looks at a task: it is a statement.</summary>
    public static bool IsDropped(IOperation carrier) => carrier.Parent is IExpressionStatementOperation;

    /// <summary>The operation that blocks the thread until a task has ended, if its use is one.</summary>
    public static IOperation? Blocking(IOperation carrier) => carrier.Parent switch
    {
        IPropertyReferenceOperation { Property.Name: "Result" } property when IsTask(property.Property.ContainingType) => property,
        IInvocationOperation { TargetMethod.Name: "Wait" } call when call.Instance == carrier && IsTask(call.TargetMethod.ContainingType) => call,
        IInvocationOperation { TargetMethod.Name: "GetAwaiter" } awaiter when awaiter.Instance == carrier => awaiter.Parent is IInvocationOperation { TargetMethod.Name: "GetResult" } call ? call : null,
        _ => WaitAll(carrier),
    };

    private static bool IsCarriedOn(IOperation carrier, IOperation? parent) => parent switch
    {
        IConversionOperation => true,
        IConditionalAccessOperation access => access.WhenNotNull == carrier,
        IConditionalOperation choice => choice.Condition != carrier && choice.Type is not null,
        ICoalesceOperation => true,
        IInvocationOperation { TargetMethod.Name: "AsTask" or "Preserve" or "ConfigureAwait" } call => call.Instance == carrier && IsTask(call.TargetMethod.ContainingType),
        _ => false,
    };

    private static IInvocationOperation? WaitAll(IOperation carrier)
    {
        var parent = carrier.Parent;
        while (parent is IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation or IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsStatic: true, Name: "WaitAll" or "WaitAny" } } call } && IsTask(call.TargetMethod.ContainingType)
            ? call
            : null;
    }

    private static bool IsTask(INamedTypeSymbol type) => type is
    {
        Name: "Task" or "ValueTask",
        ContainingNamespace: { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } },
    };
}
