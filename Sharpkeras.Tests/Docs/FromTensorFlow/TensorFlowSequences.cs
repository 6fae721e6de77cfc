using Sharpkeras.Layers;
using static Sharpkeras.Tests.Docs.TensorFlowRow;

namespace Sharpkeras.Tests.Docs;

/// <summary>Cells and what goes with them over sequences.</summary>
internal static class TensorFlowSequences
{
    public static TensorFlowRow[] Rows()
    {
        Tensor x = Ops.Ones([2, 5, 3]);
        Tensor h = Ops.Zeros([2, 4]);
        Tensor lengths = new[] { 5, 2 };
        return
        [
            Of("tf.nn.rnn_cell.BasicRNNCell(4)", () => new SimpleRNNCell(4).StateSize, "[4]"),
            Of("tf.nn.rnn_cell.BasicLSTMCell(4)", () => new LSTMCell(4).StateSize, "[4, 4]"),
            Of("tf.nn.rnn_cell.GRUCell(4)", () => new GRUCell(4).OutputSize, "4"),
            Of("tf.nn.rnn_cell.MultiRNNCell([first, second])", () => new StackedRNNCells([new LSTMCell(4), new GRUCell(6)]).StateSize, "[4, 4, 6]"),
            Of("tf.nn.rnn_cell.DropoutWrapper(cell, input_keep_prob=0.8, state_keep_prob=0.9)", () => new GRUCell(4, dropout: 0.2, recurrentDropout: 0.1).Dropout, "0.2"),
            Of("cell(x[:, 0], [h])", () => new GRUCell(4).CallAll([x[.., 0], h])[0].Shape, "[2, 4]"),
            Of("outputs, state = tf.nn.dynamic_rnn(cell, x)", () => new RNN(new GRUCell(4), returnSequences: true, returnState: true).CallAll(x).Select(tensor => tensor.Shape), "[[2, 5, 4], [2, 4]]"),
            Of("tf.nn.dynamic_rnn(cell, x, initial_state=h)", () => new RNN(new GRUCell(4), returnSequences: true).Call([x, h]).Shape, "[2, 5, 4]"),
            Of("tf.sequence_mask(lengths, 5)", () => Ops.Less(Ops.Arange(5), lengths.Reshape([2, 1])), "[[true, true, true, true, true], [true, true, false, false, false]]"),
            Of("tf.nn.dynamic_rnn(cell, x, sequence_length=lengths)", () => new RNN(new GRUCell(4), returnSequences: true, zeroOutputForMask: true).Call(Ops.WithMask(x, Ops.Less(Ops.Arange(5), lengths.Reshape([2, 1]))))[1, 2], "[0, 0, 0, 0]"),
            Of("tf.nn.bidirectional_dynamic_rnn(forward, backward, x)", () => new Bidirectional(new GRU(4, returnSequences: true), mergeMode: null).CallAll(x).Select(tensor => tensor.Shape), "[[2, 5, 4], [2, 5, 4]]"),
            Of("LSTM(4, return_sequences=True)(x)", () => new LSTM(4, returnSequences: true).Call(x).Shape, "[2, 5, 4]"),
            Of("output, h, c = LSTM(4, return_state=True)(x)", () => new LSTM(4, returnState: true).CallAll(x).Count, "3"),
            Of("Bidirectional(LSTM(4))(x)", () => new Bidirectional(new LSTM(4)).Call(x).Shape, "[2, 8]"),
            Of("TimeDistributed(Dense(2))(x)", () => new TimeDistributed(new Dense(2)).Call(x).Shape, "[2, 5, 2]"),
            Of("layer.reset_states()", () => { var layer = new GRU(4, stateful: true); layer.Call(x); layer.ResetState(); return layer.States.Count; }, "1"),
        ];
    }
}
