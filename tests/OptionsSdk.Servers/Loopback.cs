using System.Net;
using System.Net.Sockets;

namespace OptionsSdk.Servers;

/// <summary>Ports of this machine's own address.</summary>
public static class Loopback
{
    /// <summary>A port that nobody listened on a moment ago. Whoever binds it may still lose a race: servers are started again then.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a server on a free port; on another one if somebody else took it in between.</summary>
    /// <typeparam name="T">The server.</typeparam>
    /// <param name="folder">The server's folder, removed if it does not start.</param>
    /// <param name="start">Starts it, and throws <see cref="InvalidOperationException"/> if it ends at once.</param>
    public static async Task<T> StartAsync<T>(TemporaryFolder folder, Func<int, Task<T>> start)
    {
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    return await start(FreePort());
                }
                catch (InvalidOperationException) when (attempt < 3)
                {
                    // Somebody else took the port.
                }
            }
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Whether somebody accepts connections on a port.</summary>
    public static async Task<bool> IsOpenAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
