namespace Sharpkeras.Data;

/// <summary>The Mersenne Twister (MT19937, Matsumoto and Nishimura) as NumPy's <c>RandomState</c> seeds and uses it, for splits that shall be Keras's.</summary>
internal sealed class NumpyRandom
{
    private const int Length = 624;

    private const int Middle = 397;

    private readonly uint[] state = new uint[Length];
    private int next = Length;

    public NumpyRandom(uint seed)
    {
        for (uint i = 0; i < Length; i++)
        {
            state[i] = seed;
            seed = unchecked((1812433253u * (seed ^ (seed >> 30))) + i + 1);
        }
    }

    /// <summary><c>indices = np.arange(count); np.random.RandomState(seed).shuffle(indices)</c>.</summary>
    public static int[] Permutation(int count, uint seed)
    {
        var random = new NumpyRandom(seed);
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)random.UpTo((uint)i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>32 random bits.</summary>
    public uint Next()
    {
        if (next == Length)
        {
            Twist();
        }

        uint word = state[next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680;
        word ^= (word << 15) & 0xEFC60000;
        return word ^ (word >> 18);
    }

    /// <summary>A number from 0 to a bound, which is included: bits are drawn until they are none above it.</summary>
    private uint UpTo(uint bound)
    {
        uint mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(bound);
        uint value;
        do
        {
            value = Next() & mask;
        }
        while (value > bound);

        return value;
    }

    private void Twist()
    {
        for (int i = 0; i < Length; i++)
        {
            uint bits = (state[i] & 0x80000000) | (state[(i + 1) % Length] & 0x7FFFFFFF);
            state[i] = state[(i + Middle) % Length] ^ (bits >> 1) ^ ((bits & 1) != 0 ? 0x9908B0DFu : 0);
        }

        next = 0;
    }
}
