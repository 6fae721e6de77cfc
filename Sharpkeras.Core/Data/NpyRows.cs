using System.Diagnostics.CodeAnalysis;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>The rows of an array in a file, read one after another: the array is never in memory as a whole.</summary>
/// <param name="open">Opens the file, or its member of an archive, and tells its length.</param>
/// <param name="member">What messages call it.</param>
internal sealed class NpyRows(Func<(Stream Stream, long Length)> open, string member) : Dataset<HostArray>
{
    private readonly NpyHeader header = ReadHeader(open, member);

    public override long Cardinality => header.Shape[0];

    /// <summary>The rows of a file.</summary>
    public static NpyRows OfFile(string path)
    {
        DataFile.CheckExists(path);
        return new NpyRows(
            () =>
            {
                Stream stream = DataFile.Open(path);
                return (stream, stream is FileStream file ? file.Length : -1);
            },
            $"'{path}'");
    }

    /// <summary>The rows of a member of an archive.</summary>
    public static NpyRows OfMember(string path, string name)
    {
        DataFile.CheckExists(path);
        return new NpyRows(() => NpzFile.OpenMember(path, name), $"'{path}' member '{name}.npy'");
    }

    internal override Cursor<HostArray> Open(long epoch) => new Rows(open().Stream, member);

    private static NpyHeader ReadHeader(Func<(Stream Stream, long Length)> open, string member)
    {
        var (stream, length) = open();
        using (stream)
        {
            NpyHeader header = NpyHeader.Read(stream, member);
            if (header.Shape.Rank == 0)
            {
                throw Npy.Invalid(member, "it is a single number, which has no rows", "Give an array with a first axis");
            }

            if (header.FortranOrder && header.Shape.Rank > 1)
            {
                throw Npy.Invalid(member, "its rows do not lie one behind the other (Fortran order)", "Load it whole, or save np.ascontiguousarray of it");
            }

            long needed = header.HeaderLength + header.DataLength;
            return length < 0 || length == needed
                ? header
                : throw Npy.Invalid(member, $"shape {header.Shape} of {header.DType.KerasName()} needs {Text.Of(needed)} bytes, but {Text.Of(length)} are there", "Get the file again");
        }
    }

    private sealed class Rows : Cursor<HostArray>
    {
        private readonly Stream stream;
        private readonly string member;
        private readonly NpyHeader header;
        private readonly Shape row;
        private readonly int length;
        private int next;

        public Rows(Stream stream, string member)
        {
            this.stream = stream;
            this.member = member;
            try
            {
                header = NpyHeader.Read(stream, member);
            }
            catch
            {
                stream.Dispose();
                throw;
            }

            row = header.Shape[1..];
            length = (int)(header.DataLength / Math.Max(1, header.Shape[0]));
        }

        public override bool Next([MaybeNullWhen(false)] out HostArray element)
        {
            element = null;
            if (next == header.Shape[0])
            {
                return false;
            }

            byte[] bytes = Npy.ReadExactly(stream, length, member, row: next);
            next++;
            element = header.ToArray(row, bytes);
            return true;
        }

        public override long Skip(long count)
        {
            long done = Math.Min(count, header.Shape[0] - next);
            if (stream.CanSeek)
            {
                stream.Seek(done * length, SeekOrigin.Current);
                next += (int)done;
                return done;
            }

            return base.Skip(done);
        }

        public override void Dispose() => stream.Dispose();
    }
}
