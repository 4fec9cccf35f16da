(* The accuracy of a population of problems: when it rises and then falls.

   accuracy k         == the expected probability of the correct answer after k
                         exact steps, over problems i with the weights share i;
                         one beta, one majority answer and one correct answer
                         for each problem
   part i             == 1 if the majority is right; if not, minus the correct
                         answer's share of what is outside the majority
   gain_closed        == accuracy's gain at a step, problem by problem
   threshold          == problems with a majority above the level are right,
                         those below are wrong (the w-condition of T35)
   gain_shrinks       == then each gain is at most a positive multiple of the
                         one before it
   never_rises_again  == so once accuracy does not rise, it never rises   (T35)
   moment             == E[(1-p)/p; right] - E[c/p; wrong], at step 0
   gap_lim            == exp(k/beta) (accuracy k - label accuracy) tends to
                         minus the moment                                 (T35)
   rise_then_fall     == a first step up, and a moment < 0: accuracy rises up
                         to some step, never after it, and falls          (T35) *)

From Coq Require Import Reals Lra Classical_Prop.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Conditional RewardAccuracy.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Population.

Variables (I A : finType) (share : I -> R) (beta : R) (pi : I -> nat -> A -> R).
Variables (m c : I -> A).
Hypothesis share_ge0 : forall i, 0 <= share i.
Hypothesis beta_gt0 : 0 < beta.
Hypothesis pi0_policy : forall i, policy (pi i 0%N).
Hypothesis run : forall i, mirror_run [set m i] beta (pi i).

Let x := exp (1 / beta).
Let p i := pi i 0%N (m i).
Let D i k := 1 + p i * (x ^ k - 1).

Definition accuracy (k : nat) : R := \sum_(i : I) (share i * pi i k (c i)).

Definition label_accuracy : R := \sum_(i : I) (share i * (if m i == c i then 1 else 0)).

Definition part (i : I) : R := if m i == c i then 1 else - (pi i 0%N (c i) / (1 - p i)).

Definition moment : R :=
  \sum_(i : I) (share i * (if m i == c i then (1 - p i) / p i else - (pi i 0%N (c i) / p i))).

Let x_gt1 : 1 < x.
Proof. exact: weight_gt1. Qed.

Let pow_ge1 k : 1 <= x ^ k.
Proof. by apply: pow_R1_Rle; left; exact: x_gt1. Qed.

Let p_in i : 0 < p i <= 1.
Proof. by have [pi_gt0 _] := pi0_policy i; split; [exact: pi_gt0|exact: policy_le1 (m i) (pi0_policy i)]. Qed.

Let D_ge1 i k : 1 <= D i k.
Proof. by have := p_in i; have := pow_ge1 k => *; rewrite /D; nra. Qed.

Let wrong_lt1 i : m i != c i -> p i < 1.
Proof. by move=> neq; exact: (policy_lt1 (pi0_policy i) neq). Qed.

Let m_in i : m i \in [set m i].
Proof. by rewrite in_set1. Qed.

Let spread_D i k : spread [set m i] beta (pi i 0%N) k = D i k.
Proof. by rewrite /spread /mass sum_set1 weight_pow /D /p -/x; ring. Qed.

Lemma correct_run i k :
  pi i k (c i) = (if m i == c i then 1 else 0) - part i * ((1 - p i) / D i k).
Proof.
have D_i := D_ge1 i k; rewrite (mirror_run_closed (pi0_policy i) (run i) (m_in i)) spread_D.
rewrite in_set1 eq_sym /part; case: (m i =P c i) => [e|/eqP neq].
  by move: D_i; rewrite weight_pow -/x -e -/(p i) /D => D_i; field; lra.
by have := wrong_lt1 neq => lt; field; lra.
Qed.

Lemma part_le i : part i <= 1.
Proof.
rewrite /part; case: (m i =P c i) => [_|/eqP neq]; first exact: Rle_refl.
have [pi_gt0 _] := pi0_policy i; have := pi_gt0 (c i) => c_gt0.
suff : 0 < pi i 0%N (c i) / (1 - p i) by lra.
by apply: Rdiv_lt_0_compat => //; have := wrong_lt1 neq; lra.
Qed.

Let g i k := (1 - p i) * p i * x ^ k * (x - 1) / (D i k * D i k.+1).

Let g_ge0 i k : 0 <= g i k.
Proof.
have := p_in i; have := pow_ge1 k; have := x_gt1; have := D_ge1 i k; have := D_ge1 i k.+1 => *.
apply: Rmult_le_pos; last by left; apply: Rinv_0_lt_compat; nra.
by apply: Rmult_le_pos; [apply: Rmult_le_pos; [nra|lra]|lra].
Qed.

Lemma gain_closed k : accuracy k.+1 - accuracy k = \sum_(i : I) (share i * part i * g i k).
Proof.
rewrite /accuracy -sum_sub; apply: eq_bigr => i _; rewrite !correct_run.
have := D_ge1 i k; have := D_ge1 i k.+1; rewrite /g /D /= => ? ?.
by field; lra.
Qed.

Let h (q : R) k := x * (1 + q * (x ^ k - 1)) / (1 + q * (x ^ k.+2 - 1)).

Let g_step i k : g i k.+1 = g i k * h (p i) k.
Proof.
have := D_ge1 i k; have := D_ge1 i k.+1; have := D_ge1 i k.+2; rewrite /g /h /D /= => *.
by field; lra.
Qed.

Let h_gt0 q k : 0 < q <= 1 -> 0 < h q k.
Proof.
move=> q01; have := pow_ge1 k; have := pow_ge1 k.+2; have := x_gt1 => *.
by apply: Rdiv_lt_0_compat; [apply: Rmult_lt_0_compat|]; nra.
Qed.

Let h_le q r k : 0 < q -> q <= r -> r <= 1 -> h r k <= h q k.
Proof.
move=> q_gt0 le r_le1; have X1 := pow_ge1 k; have X3 := pow_ge1 k.+2; have x1 := x_gt1.
have grows : x ^ k <= x ^ k.+2 by have := pow_ge1 2; rewrite /= => *; nra.
rewrite /h; move: (x ^ k) (x ^ k.+2) X1 X3 grows => y z y1 z1 yz.
have den_q : 0 < 1 + q * (z - 1) by nra.
have den_r : 0 < 1 + r * (z - 1) by nra.
apply: (Rmult_le_reg_r ((1 + q * (z - 1)) * (1 + r * (z - 1)))); first exact: Rmult_lt_0_compat.
have -> : x * (1 + r * (y - 1)) / (1 + r * (z - 1)) * ((1 + q * (z - 1)) * (1 + r * (z - 1)))
          = x * ((1 + r * (y - 1)) * (1 + q * (z - 1))) by field; lra.
have -> : x * (1 + q * (y - 1)) / (1 + q * (z - 1)) * ((1 + q * (z - 1)) * (1 + r * (z - 1)))
          = x * ((1 + q * (y - 1)) * (1 + r * (z - 1))) by field; lra.
apply: Rmult_le_compat_l; first lra.
have : 0 <= (r - q) * (z - y) by apply: Rmult_le_pos; lra.
by lra.
Qed.

Lemma label_lim : is_lim_seq accuracy label_accuracy.
Proof.
apply: sum_lim => i; apply: is_lim_seq_mult'; first exact: is_lim_seq_const.
case: (boolP [forall a, a \in [set m i]]) => [/forallP all|/forallPn [w w_out]].
  have c_m : c i = m i by apply/eqP; have := all (c i); rewrite in_set1.
  have p1 : p i = 1.
    have [_ sum1] := pi0_policy i; rewrite /p -(sum_set1 (m i) (pi i 0%N)) -sum1.
    by apply: eq_bigl => a; rewrite all.
  rewrite c_m eqxx; apply: (is_lim_seq_ext (fun=> 1)); last exact: is_lim_seq_const.
  by move=> k; have := correct_run i k; rewrite c_m eqxx p1 => ->; rewrite /Rdiv; ring.
have := policy_lim beta_gt0 (pi0_policy i) (run i) (m_in i) w_out (a := c i).
rewrite in_set1 eq_sym; case: (m i =P c i) => // e.
rewrite -e /mass sum_set1 (_ : _ / _ = 1) //.
by have := p_in i; rewrite /p => *; field; lra.
Qed.

Section Threshold.

Variable level : R.
Hypothesis level_in01 : 0 < level <= 1.
Hypothesis right_above : forall i, m i = c i -> level <= p i.
Hypothesis wrong_below : forall i, m i <> c i -> p i <= level.

Lemma gain_shrinks k :
  accuracy k.+2 - accuracy k.+1 <= h level k * (accuracy k.+1 - accuracy k).
Proof.
rewrite !gain_closed sum_distrr; apply: sum_le => i _; rewrite g_step.
have w := share_ge0 i; have G := g_ge0 i k.
have -> : share i * part i * (g i k * h (p i) k) = share i * g i k * (part i * h (p i) k) by ring.
have -> : h level k * (share i * part i * g i k) = share i * g i k * (part i * h level k) by ring.
apply: Rmult_le_compat_l; first exact: Rmult_le_pos.
rewrite /part; case: (m i =P c i) => [e|neq].
  by rewrite !Rmult_1_l; apply: h_le; [lra|exact: right_above|case: (p_in i)].
have [pi_gt0 _] := pi0_policy i; have c_gt0 := pi_gt0 (c i).
have lt : p i < 1 by apply: wrong_lt1; apply/eqP.
have s_gt0 : 0 < pi i 0%N (c i) / (1 - p i) by apply: Rdiv_lt_0_compat; lra.
have le : h level k <= h (p i) k.
  by apply: h_le; [case: (p_in i)|exact: wrong_below|case: level_in01].
by nra.
Qed.

Theorem never_rises_again j k : accuracy j.+1 <= accuracy j -> (j <= k)%N ->
  accuracy k.+1 <= accuracy k.
Proof.
move=> down; elim: k => [|k IH]; first by rewrite leqn0 => /eqP <-.
rewrite leq_eqVlt => /orP[/eqP <- //|/IH fell].
have := gain_shrinks k; have := h_gt0 k level_in01 => *; nra.
Qed.

Lemma falls_again j k : accuracy j.+1 < accuracy j -> (j <= k)%N ->
  accuracy k.+1 < accuracy k.
Proof.
move=> down; elim: k => [|k IH]; first by rewrite leqn0 => /eqP <-.
rewrite leq_eqVlt => /orP[/eqP <- //|/IH fell].
have := gain_shrinks k; have := h_gt0 k level_in01 => *; nra.
Qed.

End Threshold.

Theorem gap_lim :
  is_lim_seq (fun k => exp (INR k / beta) * (accuracy k - label_accuracy)) (- moment).
Proof.
have scaled i : is_lim_seq (fun k => - (share i * part i * (1 - p i)) * (x ^ k / D i k))
                           (- (share i * part i * (1 - p i)) * / p i).
  apply: is_lim_seq_mult'; first exact: is_lim_seq_const.
  apply: (is_lim_seq_ext (fun k => / (p i + (1 - p i) * (/ x) ^ k))).
    move=> k; have := pow_ge1 k; have := D_ge1 i k; rewrite /D pow_inv => *.
    by field; lra.
  apply: (is_lim_seq_inv _ (p i)); last by case; have := p_in i; lra.
  rewrite -[X in is_lim_seq _ (Finite X)]Rplus_0_r; apply: is_lim_seq_plus'.
    exact: is_lim_seq_const.
  have inv_gt0 : 0 < / x by apply: Rinv_0_lt_compat; have := x_gt1; lra.
  have inv_lt1 : / x < 1.
    by rewrite -[X in _ < X]Rinv_1; apply: Rinv_lt_contravar; have := x_gt1; lra.
  by apply: lim_geom0; rewrite Rabs_pos_eq; lra.
have := sum_lim scaled.
have -> : \sum_(i : I) (- (share i * part i * (1 - p i)) * / p i) = - moment.
  have -> : - moment = -1 * moment by ring.
  rewrite /moment sum_distrr; apply: eq_bigr => i _; have := p_in i; rewrite /part => *.
  case: (m i =P c i) => [_|/eqP /wrong_lt1 lt]; first by field; lra.
  by field; lra.
apply: is_lim_seq_ext => k; rewrite /accuracy /label_accuracy -sum_sub sum_distrr.
apply: eq_bigr => i _; rewrite correct_run weight_pow -/x.
by have := D_ge1 i k => *; field; lra.
Qed.

Theorem rise_then_fall (level : R) : 0 < level <= 1 ->
  (forall i, m i = c i -> level <= p i) -> (forall i, m i <> c i -> p i <= level) ->
  accuracy 0%N < accuracy 1%N -> moment < 0 ->
  exists peak : nat, (0 < peak)%N /\
    (forall k, (k < peak)%N -> accuracy k < accuracy k.+1) /\
    (forall k, (peak <= k)%N -> accuracy k.+1 <= accuracy k) /\
    label_accuracy < accuracy peak.
Proof.
move=> level01 right_above wrong_below up moment_lt0.
have above : exists K, forall k, (K <= k)%N -> label_accuracy < accuracy k.
  have /is_lim_seq_spec /(_ (mkposreal _ (Ropp_0_gt_lt_contravar _ moment_lt0))) [K near] := gap_lim.
  exists K => k /leP k_ge; have := near k k_ge; rewrite /= /Rabs; case: Rcase_abs => ? ?.
    have := exp_pos (INR k / beta) => *; nra.
  have := exp_pos (INR k / beta) => *; nra.
have [K K_above] := above.
have falls : exists k, accuracy k.+1 <= accuracy k.
  have K0 := K_above K (leqnn K).
  have [n near] := (is_lim_seq_spec _ _).2 label_lim (mkposreal _ (Rlt_Rminus _ _ K0)).
  apply: NNPP => none.
  have rises k : accuracy k < accuracy k.+1.
    by apply: Rnot_le_lt => le; apply: none; exists k.
  have mono j : accuracy K <= accuracy (K + j)%N.
    elim: j => [|j IH]; first by rewrite addn0; exact: Rle_refl.
    by rewrite addnS; have := rises (K + j)%N; lra.
  have n_le : (n <= K + n)%coq_nat by apply/leP; exact: leq_addl.
  by have := near _ n_le; have := mono n; rewrite /= /Rabs; case: Rcase_abs => *; lra.
have dec k : reflect (accuracy k.+1 <= accuracy k)
                     (if Rle_dec (accuracy k.+1) (accuracy k) then true else false).
  by case: Rle_dec => le; constructor.
have [peak /dec down first] : exists2 peak,
    (if Rle_dec (accuracy peak.+1) (accuracy peak) then true else false)
    & forall k, (if Rle_dec (accuracy k.+1) (accuracy k) then true else false) -> (peak <= k)%N.
  have ex : exists k, if Rle_dec (accuracy k.+1) (accuracy k) then true else false.
    by case: falls => k /dec; exists k.
  by case: (ex_minnP ex) => peak; exists peak.
have after k : (peak <= k)%N -> accuracy k.+1 <= accuracy k.
  by move=> le; exact: (never_rises_again level01 right_above wrong_below down).
exists peak; split; first by case: peak down {first after} => // down; lra.
split=> [k lt|].
  by apply: Rnot_le_lt => /dec /first; rewrite leqNgt lt.
split=> //; have mono j : accuracy (peak + j)%N <= accuracy peak.
  elim: j => [|j IH]; first by rewrite addn0; exact: Rle_refl.
  by rewrite addnS; have := after (peak + j)%N (leq_addr _ _); lra.
have := K_above (peak + K)%N (leq_addl _ _); have := mono K; lra.
Qed.

End Population.
