(* Finite samples: labels that never change, small votes, and best of N.

   share_le           == the label of N rollouts is m with a probability of at most
                         1 - (1 - pi m)^N: one of them must have answered m
   staying            == stays n j h is the chance, after the groups of rollouts h,
                         that the next n labels are all m while in at least j of
                         these steps answers other than m have a mass of at least
                         eps. The policy may be any function of the past groups
   stays_le           == that chance is at most (1 - eps^N)^j               (T4ii)
   vote_mean0, vote_mean1 == the expected vote reward with no other voter and with
                         one, ties broken evenly: 1 and (1 + pi a)/2         (T28)
   enough_draws       == with N >= ln(1/delta) / -ln(1 - pi m) draws the answer m
                         is found with a probability of at least 1 - delta  (T48) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Rollouts.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Stay.

Variables (A : finType) (N : nat) (m : A).
Hypothesis N_gt0 : (0 < N)%N.

Lemma unheard (y : {ffun 'I_N -> A}) : [exists i, y i == m] = false -> wins (votes y) m = 0.
Proof.
move/existsPn => none; apply: (wins_behind (b := y (Ordinal N_gt0))).
have -> : votes y m = 0%N by apply: eq_card0 => i; rewrite !inE; exact: negbTE.
by apply/card_gt0P; exists (Ordinal N_gt0); rewrite inE.
Qed.

Lemma share_le (pi : A -> R) : policy pi -> label_share N pi m <= 1 - (1 - pi m) ^ N.
Proof.
move=> pi_policy; rewrite -(best_of N m pi_policy); apply: sum_le => y _.
apply: Rmult_le_compat_l; first by left; exact: law_gt0.
by case: (boolP [exists i, y i == m]) => [_|/negbTE /unheard ->]; [exact: wins_le1|lra].
Qed.

Variables (eps : R) (pi : seq {ffun 'I_N -> A} -> A -> R).
Variable stays : nat -> nat -> seq {ffun 'I_N -> A} -> R.

Definition staying : Prop :=
  (forall j h, stays 0%N j h = if j is 0%N then 1 else 0) /\
  (forall n j h, stays n.+1 j h = \sum_(y : {ffun 'I_N -> A})
     (law (pi h) y * wins (votes y) m
      * stays n (if Rle_dec eps (1 - pi h m) then j.-1 else j) (y :: h))).

Hypothesis eps_in : 0 < eps <= 1.
Hypothesis pi_policy : forall h, policy (pi h).
Hypothesis is_chance : staying.

Lemma miss_in01 : 0 <= 1 - eps ^ N < 1.
Proof.
split; last by have := pow_lt eps N; lra.
by have := pow_incr eps 1 N; rewrite pow1; lra.
Qed.

(* Whatever the policy has become, a step at which the others have the mass eps
   passes without a change of label with a probability of at most 1 - eps^N. *)
Theorem stays_le n j h : stays n j h <= (1 - eps ^ N) ^ j.
Proof.
have [first next] := is_chance; have [q_ge0 q_lt1] := miss_in01.
have pow_ge0 i : 0 <= (1 - eps ^ N) ^ i by exact: pow_le.
elim: n j h => [|n IH] j h.
  by rewrite first; case: j => [|j]; [exact: Rle_refl|exact: pow_ge0].
set i := if Rle_dec eps (1 - pi h m) then j.-1 else j.
have step : stays n.+1 j h <= label_share N (pi h) m * (1 - eps ^ N) ^ i.
  rewrite next /label_share sum_distrl; apply: sum_le => y _.
  apply: Rmult_le_compat_l; last exact: IH.
  by apply: Rmult_le_pos; [left; exact: law_gt0|exact: wins_ge0].
apply: Rle_trans step _.
have share_le1 : label_share N (pi h) m <= 1.
  rewrite -(law_sum1 N (pi_policy h)); apply: sum_le => y _.
  rewrite -[X in _ <= X]Rmult_1_r; apply: Rmult_le_compat_l; last exact: wins_le1.
  by left; exact: law_gt0.
rewrite /i; clear i; destruct (Rle_dec eps (1 - pi h m)) as [large|small]; last first.
  by have := Rmult_le_compat_r _ _ _ (pow_ge0 j) share_le1; rewrite Rmult_1_l.
case: j => [|j] /=; first by lra.
apply: Rmult_le_compat_r; first exact: pow_ge0.
apply: Rle_trans (share_le (pi_policy h)) _.
by have := pow_incr eps (1 - pi h m) N ltac:(lra); lra.
Qed.

End Stay.

Section SmallVotes.

Variables (A : finType) (pi : A -> R) (a : A).
Hypothesis pi_policy : policy pi.

Theorem vote_mean0 : vote_mean 0 pi a = 1.
Proof.
rewrite -[RHS](law_sum1 0 pi_policy); apply: eq_bigr => y _.
rewrite wins_alone ?Rmult_1_r // => b /negbTE b_neq; rewrite b_neq eqxx.
have -> : votes y b = 0%N by apply: eq_card0; case.
by [].
Qed.

Lemma one_voter (y : {ffun 'I_1 -> A}) b : votes y b = (y ord0 == b).
Proof.
rewrite /votes; case: (boolP (y ord0 == b)) => [is_b|/negbTE not_b].
  transitivity #|'I_1|; last by rewrite card_ord.
  by apply: eq_card => i; rewrite !inE (ord1 i) is_b.
by apply: eq_card0 => i; rewrite !inE (ord1 i) not_b.
Qed.

Theorem vote_mean1 : vote_mean 1 pi a = (1 + pi a) / 2.
Proof.
have found := best_of 1 a pi_policy.
have -> : (1 + pi a) / 2 = / 2 * 1 + / 2 * (1 - (1 - pi a) ^ 1) by field.
rewrite -found -[X in _ * X + _](law_sum1 1 pi_policy) !sum_distrr -sum_add; apply: eq_bigr => y _.
have -> : [exists i, y i == a] = (y ord0 == a).
  by apply/existsP/idP => [[i]|eq]; [rewrite (ord1 i)|exists ord0].
case: (boolP (y ord0 == a)) => [/eqP is_a|not_a].
  rewrite wins_alone; first by field.
  by move=> b /negbTE b_neq; rewrite !one_voter is_a eqxx [a == b]eq_sym b_neq.
suff -> : wins (fun b => (b == a) + votes y b)%N a = / 2 by field.
have top x : [forall b, ((b == a) + votes y b <= (x == a) + votes y x)%N] = (x \in [set a; y ord0]).
  rewrite !inE; apply/forallP/orP => [all|].
    have := all a; rewrite eqxx !one_voter (negbTE not_a) addn0.
    case: (x == a); first by left.
    by rewrite eq_sym; case: (x == y ord0) => //; right.
  case=> /eqP -> b; rewrite !one_voter ?eqxx ?(negbTE not_a) ?addn0 ?add0n.
    by case: (b =P a) => [->|_]; rewrite ?(negbTE not_a) //; case: (_ == _).
  by case: (b =P a) => [->|_]; rewrite ?(negbTE not_a) //; case: (_ == _).
rewrite /wins top !inE eqxx /=; congr (/ _).
have -> : [set x | [forall b, ((b == a) + votes y b <= (x == a) + votes y x)%N]] = [set a; y ord0].
  by apply/setP => x; rewrite inE top.
by rewrite cards2 eq_sym not_a /=; ring.
Qed.

Theorem enough_draws (N : nat) (delta : R) : 0 < delta -> pi a < 1 ->
  ln (1 / delta) / - ln (1 - pi a) <= INR N ->
  1 - delta <= \sum_(y : {ffun 'I_N -> A}) (law pi y * (if [exists i, y i == a] then 1 else 0)).
Proof.
move=> delta_gt0 lt1 large; rewrite best_of //; have [/(_ a) gt0 _] := pi_policy.
suff : (1 - pi a) ^ N <= delta by lra.
have ln_lt0 : ln (1 - pi a) < 0 by rewrite -ln_1; apply: ln_increasing; lra.
have bound : INR N * ln (1 - pi a) <= ln delta.
  have := Rmult_le_compat_r (- ln (1 - pi a)) _ _ ltac:(lra) large.
  rewrite {1}/Rdiv Rmult_assoc Rinv_l; last lra.
  by rewrite /Rdiv Rmult_1_l ln_Rinv //; lra.
rewrite -Rpower_pow /Rpower; last lra.
rewrite -[X in _ <= X](exp_ln delta) //; case: bound => [lt|->]; last exact: Rle_refl.
by left; exact: exp_increasing.
Qed.

End SmallVotes.
