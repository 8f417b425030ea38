using Microsoft.EntityFrameworkCore.Storage;

namespace OptionsSdk.EntityFrameworkCore.Tests;

/// <summary>What <c>EnableRetryOnFailure</c> configures on other providers; with it a transaction outside the strategy is an error.</summary>
public sealed class RepeatingStrategy(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, maxRetryCount: 3, maxRetryDelay: TimeSpan.FromMilliseconds(20))
{
    protected override bool ShouldRetryOn(Exception exception) => exception is LostConnectionException;
}
