using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Logging;
using OptionsSdk.Errors;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Connections;

/// <summary>
/// Asks Redis within exact budgets. A call that is given up may still be executed by the server later: everything that is asked of it must
/// bear that. Safe for concurrent use.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private readonly ConfigurationOptions? _configuration;
    private readonly IConnectionMultiplexer? _given;
    private readonly CircuitBreaker _breaker;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LogLimits _limits;
    private readonly Lock _gate = new();
    private Task<IConnectionMultiplexer>? _connecting;
    private bool _isDisposed;

    public RedisConnection(string configuration, TimeProvider time, ILogger logger)
        : this(time, logger)
    {
        _configuration = Parse(configuration);
        Name = Describe(_configuration.EndPoints);
    }

    public RedisConnection(IConnectionMultiplexer multiplexer, TimeProvider time, ILogger logger)
        : this(time, logger)
    {
        _given = multiplexer;
        Name = Describe(multiplexer.GetEndPoints(configuredOnly: true));
        multiplexer.ConnectionRestored += OnRestored;
        _connecting = Task.FromResult(multiplexer);
    }

    private RedisConnection(TimeProvider time, ILogger logger)
    {
        _breaker = new(time);
        _time = time;
        _logger = logger;
        _limits = new(logger, time);
        Name = string.Empty;
    }

    /// <summary>Where Redis is, without anything secret.</summary>
    public string Name { get; }

    /// <summary>A connection is back: what was published meanwhile is lost.</summary>
    public event Action? Restored;

    /// <summary>What we set where the multiplexer is ours, whatever else the user wrote.</summary>
    internal static ConfigurationOptions Parse(string configuration)
    {
        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(configuration);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            // The exception quotes what it could not read, which may be a part of a password.
            throw new ArgumentException("The Redis configuration cannot be read. Write it as StackExchange.Redis does: host:port,name=value,…", nameof(configuration));
        }

        if (options.EndPoints.Count == 0)
        {
            throw new ArgumentException("The Redis configuration names no server. Write it as StackExchange.Redis does: host:port,name=value,…", nameof(configuration));
        }

        // A process starts without Redis. While it is away a command fails at once instead of waiting in a queue, and silence is noticed.
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        if (!configuration.Contains("keepAlive", StringComparison.OrdinalIgnoreCase))
        {
            options.KeepAlive = 5;
        }

        options.ReconnectRetryPolicy = new ExponentialRetry(500, 10_000);
        options.ClientName ??= "OptionsSdk";
        return options;
    }

    /// <summary>Asks, and waits no longer than a budget.</summary>
    /// <exception cref="OptionStoreUnavailableException">Redis did not answer, or answered with an error.</exception>
    /// <exception cref="RedisWrongTypeException">A key holds something else than expected.</exception>
    /// <exception cref="ObjectDisposedException">The cache was disposed.</exception>
    public async Task<T> CallAsync<T>(Func<IConnectionMultiplexer, Task<T>> call, TimeSpan budget, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_breaker.TryEnter(out var isProbe))
        {
            throw Unavailable("was not asked, because it did not answer lately", null);
        }

        var started = _time.GetTimestamp();
        Task<T>? answer = null;
        try
        {
            answer = AskAsync(call);
            var result = await answer.WaitAsync(budget, _time, cancellationToken).ConfigureAwait(false);
            NoteAnswer(isProbe);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Observe(answer);
            // The caller's patience may be as short as the budget: silence is silence, whoever ends the waiting.
            if (_time.GetElapsedTime(started) >= budget / 2)
            {
                NoteSilence(isProbe, null);
            }
            else
            {
                _breaker.Abandoned(isProbe);
            }

            throw;
        }
        catch (TimeoutException exception)
        {
            Observe(answer);
            NoteSilence(isProbe, exception);
            throw Unavailable(string.Create(CultureInfo.InvariantCulture, $"did not answer within {budget.TotalMilliseconds:0} ms"), exception);
        }
        catch (RedisConnectionException exception)
        {
            NoteSilence(isProbe, exception);
            throw Unavailable("cannot be reached", exception);
        }
        catch (RedisServerException exception)
        {
            // An answer, however bad: asking again costs nobody any patience.
            NoteAnswer(isProbe);
            throw Refused(exception);
        }
        catch (RedisException exception)
        {
            NoteSilence(isProbe, exception);
            throw Unavailable("cannot be asked", exception);
        }
        catch
        {
            _breaker.Abandoned(isProbe);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<IConnectionMultiplexer>? connecting;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            connecting = _connecting;
        }

        if (_given is not null)
        {
            _given.ConnectionRestored -= OnRestored;
        }
        else if (connecting is not null)
        {
            await DisposeAsync(connecting).ConfigureAwait(false);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "What could not be connected needs no end.")]
    private async Task DisposeAsync(Task<IConnectionMultiplexer> connecting)
    {
        try
        {
            var multiplexer = await connecting.ConfigureAwait(false);
            multiplexer.ConnectionRestored -= OnRestored;
            // Without waiting for commands that a server may never answer.
            await multiplexer.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
            await multiplexer.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _logger.CloseFailed(Name, exception);
        }
    }

    private async Task<T> AskAsync<T>(Func<IConnectionMultiplexer, Task<T>> call)
    {
        var multiplexer = await ConnectAsync().ConfigureAwait(false);
        return await call(multiplexer).ConfigureAwait(false);
    }

    private Task<IConnectionMultiplexer> ConnectAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(RedisOptionCache));
            if (_connecting is null or { IsFaulted: true } or { IsCanceled: true })
            {
                // Not on the caller's thread: names are resolved before the first wait.
                _connecting = Task.Run(ConnectOnceAsync);
                Observe(_connecting);
            }

            return _connecting;
        }
    }

    private async Task<IConnectionMultiplexer> ConnectOnceAsync()
    {
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(_configuration!).ConfigureAwait(false);
        multiplexer.ConnectionRestored += OnRestored;
        return multiplexer;
    }

    private void OnRestored(object? sender, ConnectionFailedEventArgs arguments)
    {
        _breaker.Retry();
        Restored?.Invoke();
    }

    private void NoteAnswer(bool isProbe)
    {
        if (_breaker.Succeeded(isProbe))
        {
            _logger.BreakerClosed(Name);
        }
    }

    private void NoteSilence(bool isProbe, Exception? exception)
    {
        if (_breaker.Failed(isProbe) is { } length && _limits.Allows(RedisLog.BreakerOpenedId))
        {
            _logger.BreakerOpened(Name, (long)length.TotalMilliseconds, exception);
        }
    }

    private OptionStoreUnavailableException Unavailable(string what, Exception? exception) =>
        new(
            OptionErrorIds.StoreUnavailable,
            null,
            $"{Name} {what}.",
            "The cache serves only what it can within its time; values and writes do not depend on it.",
            "Look after Redis and the network to it; nothing has to be done in this process.",
            exception);

    private Exception Refused(RedisServerException exception)
    {
        // The code alone: what follows may quote arguments, and so values.
        var message = exception.Message.AsSpan();
        var end = message.IndexOf(' ');
        var code = new string(end < 0 ? message : message[..end]);
        // Older servers put the code of a command that failed in a script at the end of a text of their own.
        if (exception.Message.Contains("WRONGTYPE", StringComparison.Ordinal))
        {
            return new RedisWrongTypeException();
        }

        var isForbidden = code is "NOPERM" or "NOAUTH" or "WRONGPASS";
        return new OptionStoreUnavailableException(
            OptionErrorIds.StoreUnavailable,
            null,
            $"{Name} refused a command ({(code.All(char.IsAsciiLetterUpper) ? code : "an error without a code")}).",
            "The cache needs the rights that the README of OptionsSdk.Redis lists, a server that takes writes, and memory for the options.",
            isForbidden ? "Give the Redis user those rights, or change the user." : "Look after Redis: its role, its memory, and what of Lua or transactions it supports.");
    }

    private static string Describe(IEnumerable<System.Net.EndPoint> endPoints) =>
        "Redis " + string.Join(", ", endPoints.Select(static endPoint => Format.ToString(endPoint)));

    // Nobody waits for the task any more; its failure is no unobserved one.
    private static void Observe(Task? task) =>
        _ = task?.ContinueWith(
            static late => _ = late.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    private static class Format
    {
        public static string ToString(System.Net.EndPoint endPoint) => endPoint switch
        {
            System.Net.DnsEndPoint dns => string.Create(CultureInfo.InvariantCulture, $"{dns.Host}:{dns.Port}"),
            _ => endPoint.ToString() ?? endPoint.GetType().Name,
        };
    }
}
