namespace Sharpkeras.Cpu;

/// <summary>Interim pool: chunks run on the caller.</summary>
internal static class WorkerPool
{
    public static void Run<TBody>(int chunks, ref TBody body)
        where TBody : struct, IChunkBody
    {
        for (int i = 0; i < chunks; i++)
        {
            body.Run(i);
        }
    }
}

/// <summary>Work in chunks.</summary>
internal interface IChunkBody
{
    void Run(int chunk);
}
