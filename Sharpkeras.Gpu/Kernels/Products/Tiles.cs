using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>Chooses the type of a tile.</summary>
internal static class Tiles
{
    /// <summary>Starts a launch with the tile.</summary>
    public static void Choose<V, L>(TileKind kind, ref L launch)
        where V : unmanaged, ILane<V>
        where L : struct, ITileLaunch<V>
    {
        switch (kind)
        {
            case TileKind.Large: launch.Run<LargeTile<V>>(); break;
            case TileKind.Tall: launch.Run<TallTile<V>>(); break;
            case TileKind.Middle: launch.Run<MiddleTile<V>>(); break;
            case TileKind.Narrow: launch.Run<NarrowTile<V>>(); break;
            default: launch.Run<SmallTile<V>>(); break;
        }
    }
}
