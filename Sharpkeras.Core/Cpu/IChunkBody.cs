namespace Sharpkeras.Cpu;

/// <summary>Work that is split in chunks which may run in any order and on any thread.</summary>
internal interface IChunkBody
{
    /// <summary>Does one chunk.</summary>
    void Run(int chunk);
}
