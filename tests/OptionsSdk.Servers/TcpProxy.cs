using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OptionsSdk.Servers;

/// <summary>
/// Stands between a client and a server and breaks their connection as networks do. One for each client and server, so that one client's
/// network fails alone. Safe for concurrent use.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Connection, Task> _connections = new();
    private readonly Task _accepting;
    private volatile TcpProxyMode _mode = TcpProxyMode.Pass;
    private TaskCompletionSource _passing = Completed();
    private TimeSpan _delay;
    private int _accepted;

    /// <summary>Starts a proxy on a port of its own.</summary>
    /// <param name="target">The server's port.</param>
    public TcpProxy(int target)
    {
        Target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The server's port. A change counts for new connections.</summary>
    public int Target { get; set; }

    /// <summary>The port that the client connects to.</summary>
    public int Port { get; }

    /// <summary>What becomes of the bytes.</summary>
    public TcpProxyMode Mode => _mode;

    /// <summary>Decides about each piece before it is passed on; <see langword="null"/> passes all. Called from any thread.</summary>
    public Func<TcpPiece, TcpVerdict>? Inspect { get; set; }

    /// <summary>The number of open connections.</summary>
    public int Connections => _connections.Count;

    /// <summary>Passes bytes on again, also those that a black hole kept.</summary>
    /// <param name="delay">How long each piece is kept.</param>
    public void Pass(TimeSpan delay = default)
    {
        _delay = delay;
        _mode = TcpProxyMode.Pass;
        Volatile.Read(ref _passing).TrySetResult();
    }

    /// <summary>Accepts everything, acknowledges everything, and passes nothing on.</summary>
    public void Swallow()
    {
        if (Volatile.Read(ref _passing).Task.IsCompleted)
        {
            Volatile.Write(ref _passing, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        _mode = TcpProxyMode.Swallow;
    }

    /// <summary>Resets all connections and each new one.</summary>
    public void Refuse()
    {
        _mode = TcpProxyMode.Refuse;
        Volatile.Read(ref _passing).TrySetResult();
        Cut();
    }

    /// <summary>Resets the open connections; new ones are accepted.</summary>
    public void Cut()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        Refuse();
        await _accepting;
        await Task.WhenAll(_connections.Values);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync(_end.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            var connection = new Connection(this, client, ++_accepted);
            _connections[connection] = Task.CompletedTask;
            _connections.TryUpdate(connection, RunAsync(connection), Task.CompletedTask);
        }
    }

    private async Task RunAsync(Connection connection)
    {
        await Task.Yield();
        try
        {
            await connection.RunAsync();
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // That is what a proxy of faults is for.
        }
        finally
        {
            connection.Dispose();
            _connections.TryRemove(connection, out _);
        }
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private sealed class Connection(TcpProxy proxy, Socket client, int number) : IDisposable
    {
        private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        public async Task RunAsync()
        {
            client.NoDelay = true;
            if (proxy._mode == TcpProxyMode.Refuse)
            {
                return;
            }

            await PassAsync();
            await _server.ConnectAsync(IPAddress.Loopback, proxy.Target, proxy._end.Token);
            await Task.WhenAny(Observed(PumpAsync(client, _server)), Observed(PumpAsync(_server, client)));
        }

        // The end of one direction ends the connection, and the other one's failure with it is nobody's concern.
        private static Task Observed(Task pump)
        {
            _ = pump.ContinueWith(
                static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return pump;
        }

        /// <summary>Resets both sides.</summary>
        public void Dispose()
        {
            ResetOnClose(client);
            client.Dispose();
            ResetOnClose(_server);
            _server.Dispose();
        }

        private static void ResetOnClose(Socket socket)
        {
            try
            {
                // Without lingering, closing resets.
                socket.LingerState = new(true, 0);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // Closed already.
            }
        }

        private async Task PumpAsync(Socket from, Socket to)
        {
            var buffer = new byte[16 * 1024];
            while (await from.ReceiveAsync(buffer, proxy._end.Token) is > 0 and var count)
            {
                await PassAsync();
                if (proxy._delay > TimeSpan.Zero)
                {
                    await Task.Delay(proxy._delay, proxy._end.Token);
                }

                var verdict = proxy.Inspect?.Invoke(new(number, ReferenceEquals(from, client), buffer.AsMemory(0, count))) ?? TcpVerdict.Pass;
                if (verdict == TcpVerdict.Cut)
                {
                    return;
                }

                for (var sent = 0; sent < count && verdict != TcpVerdict.Drop;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), proxy._end.Token);
                }

                if (verdict == TcpVerdict.PassAndCut)
                {
                    return;
                }
            }
        }

        private Task PassAsync() => Volatile.Read(ref proxy._passing).Task.WaitAsync(proxy._end.Token);
    }
}
