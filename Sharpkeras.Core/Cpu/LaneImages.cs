using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Moves images between [image][row][column][channel] and [row][column][channel][lane], where the lanes of a vector are images. Lanes
/// without an image are zero. Around the image there may be a border of zeros, and between pixels a distance.
/// </summary>
internal static unsafe class LaneImages
{
    /// <summary>
    /// Fills a frame of frameHeight × frameWidth pixels with the images; pixel (y, x) goes to (top + y·spread, left + x·spread).
    /// Channels from <paramref name="channel"/> on are taken, as many as the frame has.
    /// </summary>
    public static void In<V, T>(
        T* images, int count, int height, int width, int allChannels, int channel, int channels, T* frame, int frameHeight, int frameWidth, int top, int left, int spreadRows, int spreadColumns)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        long image = (long)height * width * allChannels;
        bool dense = frameHeight == height && frameWidth == width;
        if (!dense || count < V.Count)
        {
            new Span<T>(frame, checked(frameHeight * frameWidth * channels * V.Count)).Clear();
        }

        if (dense && allChannels == channels)
        {
            Transposed<V, T>(images, image, frame, count, checked((int)image));
            return;
        }

        bool wholeRows = spreadColumns == 1 && allChannels == channels;
        for (int y = 0; y < height; y++)
        {
            T* row = frame + ((((long)(top + (y * spreadRows)) * frameWidth) + left) * channels * V.Count);
            T* source = images + ((long)y * width * allChannels) + channel;
            if (wholeRows)
            {
                Transposed<V, T>(source, image, row, count, width * channels);
                continue;
            }

            for (int x = 0; x < width; x++)
            {
                Transposed<V, T>(source + ((long)x * allChannels), image, row + ((long)x * spreadColumns * channels * V.Count), count, channels);
            }
        }
    }

    /// <summary>Takes images out of a frame of the same size into some channels of images.</summary>
    public static void Out<V, T>(T* frame, int count, int pixels, int channels, T* images, int allChannels, int channel)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        long image = (long)pixels * allChannels;
        if (allChannels == channels)
        {
            TransposeCopy.Run(frame, V.Count, images, (nint)image, checked((int)image), count);
            return;
        }

        for (int pixel = 0; pixel < pixels; pixel++)
        {
            TransposeCopy.Run(frame + ((long)pixel * channels * V.Count), V.Count, images + ((long)pixel * allChannels) + channel, (nint)image, channels, count);
        }
    }

    private static void Transposed<V, T>(T* source, long image, T* target, int count, int values)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged => TransposeCopy.Run(source, (nint)image, target, V.Count, count, values);
}
